package org.assay.review.policy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Policy.Clause;
import org.assay.review.policy.Policy.Part;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.Policy.Source;
import org.jspecify.annotations.Nullable;

/**
 * What several policies ask for together: every requirement of each, and of reviews, people and
 * units the most that one of them asks for, of each tier too, so that a narrower scope only ever
 * adds. What is decided is valid as long as each lets it be, and a review is overridden by whom
 * each names that asks for it. The checklists are of every set that one of them names, and so are
 * the questions by which models are classified. Where none asks for a review, those of the shipped
 * policy are asked for.
 */
final class Union {

  private Union() {}

  /**
   * Unites policies.
   *
   * @param inForce the policies in force, the widest scope first
   * @param shipped the policy that holds where the widest one asks for no reviews
   */
  static PolicyVersion of(List<PolicyVersion> inForce, PolicyVersion shipped) {
    List<PolicyVersion> parts = parts(inForce, shipped);
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    Policy policy = united(parts);
    String digest = Policies.digest(Policies.write(policy));
    Instant since =
        parts.stream()
            .map(PolicyVersion::since)
            .flatMap(Stream::ofNullable)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new PolicyVersion(id(digest), digest, policy, since);
  }

  /** Returns what policies ask for together, without compiling what one of them may have wrong. */
  static Policy asked(List<PolicyVersion> inForce, PolicyVersion shipped) {
    List<PolicyVersion> parts = parts(inForce, shipped);
    return parts.size() == 1 ? parts.getFirst().policy() : united(parts);
  }

  private static List<PolicyVersion> parts(List<PolicyVersion> inForce, PolicyVersion shipped) {
    List<PolicyVersion> parts = new ArrayList<>(inForce);
    // Where the widest one asks for no reviews, the shipped ones held under it, and no narrower one
    // may take them away.
    if (parts.isEmpty() || parts.getFirst().policy().reviews().isEmpty()) {
      parts.addFirst(shipped);
    }
    return parts;
  }

  private static Policy united(List<PolicyVersion> versions) {
    List<Policy> parts = versions.stream().map(PolicyVersion::policy).toList();
    List<PolicyRequirement> requirements = new ArrayList<>();
    Map<String, Clause> clauses = new TreeMap<>();
    for (Policy part : parts.reversed()) {
      part.clauses().forEach((key, clause) -> clauses.put(key, from(part, clause)));
      part.requirements().forEach(requirement -> clauses.remove(requirement.id()));
    }
    addRequirements(parts, requirements, clauses);
    List<RequiredReview> reviews = reviews(parts, clauses);
    int people = most(parts, Policy::distinctPeople, Wording.PEOPLE, clauses);
    int units = most(parts, Policy::distinctUnits, Wording.UNITS, clauses);
    return new Policy(
        parts.stream().map(Policy::reference).collect(Collectors.joining("+")),
        1,
        parts.stream().map(Policy::text).collect(Collectors.joining("\n\n")),
        reviews,
        people,
        parts.stream().map(Policy::copyAgeLimit).min(Comparator.naturalOrder()).orElseThrow(),
        clauses,
        overridableBy(parts, reviews),
        parts.stream().map(Policy::validity).reduce(Validity.WITHOUT_END, Validity::shorter),
        units,
        requirements,
        versions.stream()
            .map(
                part ->
                    new Part(
                        part.id(), part.policy().name(), part.policy().number(), part.digest()))
            .toList(),
        null,
        tiers(parts),
        checklists(parts),
        parts.stream().flatMap(part -> part.governedAliases().stream()).toList(),
        parts.stream()
            .map(Policy::reviewDue)
            .flatMap(Stream::ofNullable)
            .min(Comparator.naturalOrder())
            .orElse(null),
        questionnaire(parts));
  }

  /**
   * What each asks is answered, the widest scope first. A part that rests on answers and names none
   * goes on asking the usual one, so that a narrower scope takes none of its questions away.
   */
  private static @Nullable String questionnaire(List<Policy> parts) {
    return parts.stream().allMatch(part -> part.questionnaire() == null)
        ? null
        : parts.stream()
            .filter(part -> part.questionnaire() != null || part.restsOnAnswers())
            .map(Policy::classifiedBy)
            .distinct()
            .reduce((wider, narrower) -> wider + "+" + narrower)
            .orElse(null);
  }

  /** The questions of each set are asked: they are cited together, the widest scope first. */
  private static @Nullable String checklists(List<Policy> parts) {
    return parts.stream()
        .map(Policy::checklists)
        .flatMap(Stream::ofNullable)
        .distinct()
        .reduce((wider, narrower) -> wider + "+" + narrower)
        .orElse(null);
  }

  private static Map<Tier, Terms> tiers(List<Policy> parts) {
    Map<Tier, Terms> tiers = new EnumMap<>(Tier.class);
    parts.forEach(
        part -> part.tiers().forEach((tier, terms) -> tiers.merge(tier, terms, Terms::and)));
    return tiers;
  }

  /** A key that a wider scope has taken names its policy too, so that both stay asked for. */
  private static void addRequirements(
      List<Policy> parts, List<PolicyRequirement> requirements, Map<String, Clause> clauses) {
    Set<String> taken = new HashSet<>(clauses.keySet());
    for (Policy part : parts) {
      for (PolicyRequirement requirement : part.requirements()) {
        PolicyRequirement named =
            taken.add(requirement.id())
                ? requirement
                : requirement.named("%s-of-%s".formatted(requirement.id(), part.name()));
        taken.add(named.id());
        requirements.add(named);
        clauses.put(named.id(), named.clause(new Source(part.name(), part.number())));
      }
    }
  }

  private static List<RequiredReview> reviews(List<Policy> parts, Map<String, Clause> clauses) {
    for (ReviewType type : ReviewType.values()) {
      parts.stream()
          .flatMap(part -> part.reviews(type).map(review -> new Asked(part, review)))
          .max(Comparator.comparingInt(asked -> asked.review().approvals()))
          .ifPresent(asked -> word(clauses, Wording.key(type), asked.by()));
    }
    return parts.stream().map(Policy::common).reduce(Terms.NONE, Terms::and).reviews();
  }

  /** Who may override a review may do so by each part that asks for it. */
  private static Map<String, List<String>> overridableBy(
      List<Policy> parts, List<RequiredReview> reviews) {
    Map<String, List<String>> roles = new TreeMap<>();
    for (RequiredReview review : reviews) {
      String key = Wording.key(review.type());
      parts.stream()
          .filter(part -> part.reviews(review.type()).findAny().isPresent())
          .map(part -> part.overridableBy(key))
          .reduce((some, others) -> some.stream().filter(others::contains).toList())
          .filter(named -> !named.isEmpty())
          .ifPresent(named -> roles.put(key, named.stream().sorted().toList()));
    }
    return roles;
  }

  private record Asked(Policy by, RequiredReview review) {}

  private static int most(
      List<Policy> parts, ToIntFunction<Policy> asked, String key, Map<String, Clause> clauses) {
    Policy by = parts.stream().max(Comparator.comparingInt(asked)).orElseThrow();
    word(clauses, key, by);
    return asked.applyAsInt(by);
  }

  private static void word(Map<String, Clause> clauses, String key, Policy by) {
    Optional.ofNullable(by.clauses().get(key))
        .ifPresent(clause -> clauses.put(key, from(by, clause)));
  }

  private static Clause from(Policy part, Clause clause) {
    return new Clause(clause.title(), clause.text(), new Source(part.name(), part.number()));
  }

  /** A UUIDv8 of the digest (RFC 9562 5.8): whoever unites the same policies gets the same id. */
  private static UUID id(String digest) {
    byte[] hash = HexFormat.of().parseHex(digest.substring("sha256:".length()));
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
