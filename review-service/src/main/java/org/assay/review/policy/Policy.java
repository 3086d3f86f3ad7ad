package org.assay.review.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One published policy as its document says it.
 *
 * @param name the policy's name, such as {@code starter}
 * @param number its version, from 1
 * @param text what it is for
 * @param reviews the reviews that every version needs
 * @param distinctPeople how many different people the approvals of a round must come from
 * @param copyAgeLimit how old the copies of others' facts may be, at most
 * @param clauses title and text of each requirement, by its key
 * @param overridableBy the realm roles one of which somebody who overrides a requirement has, by
 *     the requirement's key; what is not there is never overridden
 * @param validity for how long approvals and releases are valid; without end where absent
 */
public record Policy(
    String name,
    int number,
    String text,
    List<RequiredReview> reviews,
    int distinctPeople,
    Duration copyAgeLimit,
    Map<String, Clause> clauses,
    @Nullable Map<String, List<String>> overridableBy,
    @Nullable Validity validity) {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if it asks for no review, or for one twice
   */
  public Policy {
    reviews = List.copyOf(reviews);
    clauses = Map.copyOf(clauses);
    overridableBy = overridableBy == null ? Map.of() : Map.copyOf(overridableBy);
    validity = validity == null ? Validity.WITHOUT_END : validity;
    if (reviews.isEmpty()
        || reviews.stream().map(RequiredReview::type).distinct().count() != reviews.size()) {
      throw new IllegalArgumentException(
          "A policy asks for each review once, and for at least one");
    }
  }

  /**
   * A review that every version needs.
   *
   * @param type its kind
   * @param approvals how many people must approve it, at least 1
   */
  public record RequiredReview(ReviewType type, int approvals) {

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
  }

  /**
   * How the policy words one requirement.
   *
   * @param title a short sentence that is true when it is fulfilled
   * @param text the rule
   */
  public record Clause(String title, String text) {}

  @Override
  public Map<String, List<String>> overridableBy() {
    return Objects.requireNonNull(overridableBy);
  }

  /**
   * Returns the realm roles one of which somebody who overrides a requirement has; none where it is
   * never overridden.
   */
  public List<String> overridableBy(String key) {
    return overridableBy().getOrDefault(key, List.of());
  }

  @Override
  public Validity validity() {
    return Objects.requireNonNull(validity);
  }

  /** Returns how people cite it, such as {@code starter/1}. */
  public String reference() {
    return name + "/" + number;
  }

  /**
   * Returns how a requirement is worded: by the policy, or, of a requirement that is built in and
   * younger than the policy, by Assay.
   */
  public Clause clause(String key) {
    Clause worded = clauses.get(key);
    return worded == null ? BuiltInClauses.of(key) : worded;
  }

  /** Returns what it asks of a kind of review, empty where it asks for none. */
  public Optional<RequiredReview> review(ReviewType type) {
    return reviews.stream().filter(review -> review.type() == type).findFirst();
  }
}
