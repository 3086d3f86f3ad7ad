package org.assay.review.policy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.review.classification.Questionnaire;
import org.assay.review.classification.Tier;
import org.jspecify.annotations.Nullable;

/**
 * One published policy as its document says it. Members that came later are absent from older
 * documents and then ask for nothing.
 *
 * @param name the policy's name, such as {@code starter}
 * @param number its version, from 1
 * @param text what it is for
 * @param reviews the reviews that every version needs; what a round is bound to has at least one
 * @param distinctPeople how many different people the approvals of a round must come from
 * @param copyAgeLimit how old the copies of others' facts may be, at most
 * @param clauses title and text of each requirement, by its key
 * @param overridableBy the realm roles one of which somebody who overrides a review has, by the key
 *     of its requirement; what is not there is never overridden
 * @param validity for how long approvals and releases are valid; without end where absent
 * @param distinctUnits how many different units the approvers of a round must come from
 * @param requirements what it asks beyond the reviews, in CEL
 * @param parts what it unites, the widest scope first; none where it was published itself
 * @param rebindAfter how long after its publication or retirement it takes effect on rounds that go
 *     on; {@link #USUAL_REBINDING} where absent. A union has none: each of its parts has its own
 * @param tiers what it asks beyond that of versions whose model has a tier; where it says so of any
 *     tier, a version has to be classified
 * @param checklists the set of checklists that its reviews answer, such as {@code default/1}, or
 *     the sets that the parts of a union name, such as {@code default/1+house/2}; none where absent
 * @param governedAliases names of aliases that move only with a decision; model-registry-service
 *     holds them to that. None where absent
 * @param reviewDue within how many business days each review is to be decided; without a due date
 *     where absent
 * @param questionnaire what models are classified by, such as {@code house/1}, or what the parts of
 *     a union name together, such as {@code default/1+house/1}; {@code default/1} where absent
 */
public record Policy(
    String name,
    int number,
    String text,
    List<RequiredReview> reviews,
    int distinctPeople,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration copyAgeLimit,
    Map<String, Clause> clauses,
    @Nullable Map<String, List<String>> overridableBy,
    @Nullable Validity validity,
    @JsonSetter(nulls = Nulls.AS_EMPTY) int distinctUnits,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<PolicyRequirement> requirements,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Part> parts,
    @Nullable Period rebindAfter,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<Tier, Terms> tiers,
    @Nullable String checklists,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> governedAliases,
    @Nullable Integer reviewDue,
    @Nullable String questionnaire) {

  /** When a policy takes effect on rounds that go on, if it does not say so. */
  public static final Period USUAL_REBINDING = Period.ofDays(14);

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if it asks for a review twice
   */
  public Policy {
    reviews = List.copyOf(reviews);
    // In order, so that the same policy is always written with the same bytes.
    clauses = Collections.unmodifiableMap(new TreeMap<>(clauses));
    overridableBy =
        overridableBy == null
            ? Map.of()
            : Collections.unmodifiableMap(new TreeMap<>(overridableBy));
    validity = validity == null ? Validity.WITHOUT_END : validity;
    requirements = List.copyOf(requirements);
    parts = List.copyOf(parts);
    tiers = Collections.unmodifiableMap(new TreeMap<>(tiers));
    governedAliases = governedAliases.stream().distinct().sorted().toList();
    requireEachOnce(reviews);
    tiers.values().forEach(terms -> requireEachOnce(terms.reviews()));
  }

  private static void requireEachOnce(List<RequiredReview> reviews) {
    for (RequiredReview review : reviews) {
      if (reviews.stream().filter(review::isAskedAsOftenAs).count() > 1) {
        throw new IllegalArgumentException("A policy asks for each review once");
      }
    }
  }

  /**
   * A review that versions need.
   *
   * @param type its kind
   * @param approvals how many people must approve it, at least 1
   * @param appliesIf in CEL, which versions need it; absent where all do. What cannot be told of a
   *     version leaves it needed
   */
  public record RequiredReview(ReviewType type, int approvals, @Nullable String appliesIf) {

    /**
     * Takes the parts.
     *
     * @throws IllegalArgumentException if fewer than one approval is asked for
     */
    public RequiredReview {
      if (approvals < 1) {
        throw new IllegalArgumentException("A review needs at least one approval");
      }
    }

    /** A review that every version needs. */
    public RequiredReview(ReviewType type, int approvals) {
      this(type, approvals, null);
    }

    /** Returns whether another one is of the same type for the same versions. */
    boolean isAskedAsOftenAs(RequiredReview other) {
      return type == other.type && Objects.equals(appliesIf, other.appliesIf);
    }
  }

  /**
   * How the policy words one requirement.
   *
   * @param title a short sentence that is true when it is fulfilled
   * @param text the rule
   * @param source whose rule it is, where several policies are united
   */
  public record Clause(String title, String text, @Nullable Source source) {}

  @Override
  public Map<String, List<String>> overridableBy() {
    return Objects.requireNonNull(overridableBy);
  }

  /**
   * Returns the realm roles one of which somebody who overrides a requirement has; none where it is
   * never overridden. A requirement in CEL says so itself.
   */
  public List<String> overridableBy(String key) {
    return requirement(key)
        .map(PolicyRequirement::overridableBy)
        .orElseGet(() -> overridableBy().getOrDefault(key, List.of()));
  }

  @Override
  public Validity validity() {
    return Objects.requireNonNull(validity);
  }

  /**
   * The policy that a clause of a union comes from.
   *
   * @param policy its name
   * @param version its number
   */
  public record Source(String policy, int version) {}

  /**
   * A published policy inside a union.
   *
   * @param id the policy version
   * @param policy its name
   * @param version its number
   * @param digest the digest of its document
   */
  public record Part(UUID id, String policy, int version, String digest) {

    @Override
    public String toString() {
      return policy + "/" + version;
    }
  }

  /**
   * Returns when it takes effect on rounds that go on, if it is published or retired at an instant.
   */
  public Instant rebindsAt(Instant changed) {
    return changed
        .atOffset(ZoneOffset.UTC)
        .plus(Objects.requireNonNullElse(rebindAfter, USUAL_REBINDING))
        .toInstant();
  }

  /** Returns how people cite it, such as {@code starter/1} or {@code house/2+credit/1}. */
  public String reference() {
    return parts.isEmpty() ? name + "/" + number : name;
  }

  /**
   * Returns what it asks of a version whose model has a tier; of one whose tier is not known,
   * whatever it asks of any.
   */
  public Terms terms(@Nullable Tier tier) {
    if (tier == null) {
      return tiers.values().stream().reduce(common(), Terms::and);
    }
    Terms own = tiers.get(tier);
    return own == null ? common() : common().and(own);
  }

  /** Returns what it asks of every version. */
  Terms common() {
    return new Terms(
        reviews,
        distinctPeople,
        distinctUnits,
        validity(),
        null,
        null,
        null,
        null,
        reviewDue,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Returns whether versions have to be classified. */
  public boolean asksForTier() {
    return !tiers.isEmpty();
  }

  /**
   * Returns whether what it asks may depend on how a model was classified: by the tier, by marks of
   * its checklists, or by an expression.
   */
  boolean restsOnAnswers() {
    return asksForTier()
        || checklists != null
        || Stream.concat(
                reviews.stream().map(RequiredReview::appliesIf),
                requirements.stream().flatMap(one -> Stream.of(one.appliesIf(), one.satisfiedIf())))
            .anyMatch(text -> text != null && text.contains("classification"));
  }

  /** Returns the questionnaire by which models are classified under it. */
  public String classifiedBy() {
    return Objects.requireNonNullElse(questionnaire, Questionnaire.USUAL);
  }

  /** Returns whether it asks for a kind of review of the versions of some tier. */
  public boolean asksOfSomeTier(ReviewType type) {
    return tiers.values().stream()
        .flatMap(terms -> terms.reviews().stream())
        .anyMatch(review -> review.type() == type);
  }

  /** Returns its own requirement of a key, empty where the key is not one of these. */
  public Optional<PolicyRequirement> requirement(String key) {
    return requirements.stream().filter(requirement -> requirement.id().equals(key)).findFirst();
  }

  /**
   * Returns how a requirement is worded: by the policy, or, of a requirement that is built in and
   * younger than the policy, by Assay.
   */
  public Clause clause(String key) {
    Clause worded = clauses.get(key);
    return worded == null ? BuiltInClauses.of(key) : worded;
  }

  /** Returns what it asks of a kind of review; more than once where conditions differ. */
  Stream<RequiredReview> reviews(ReviewType type) {
    return reviews.stream().filter(review -> review.type() == type);
  }
}
