package org.assay.review.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assay.review.policy.Policy.Clause;
import org.assay.review.policy.Policy.RequiredReview;

/**
 * How a policy words what it asks for; what is asked of every version reads as in the shipped one.
 */
final class Wording {

  static final String PEOPLE = "distinct-approvers";
  static final String UNITS = "distinct-units";
  private static final String APPROVED = "-approved";

  private Wording() {}

  /** Returns the clauses of a policy by their keys. */
  static Map<String, Clause> of(
      Policy shipped,
      List<RequiredReview> reviews,
      int people,
      int units,
      List<PolicyRequirement> requirements,
      Collection<Terms> tiers) {
    Map<String, Clause> clauses = new TreeMap<>();
    shipped
        .clauses()
        .forEach(
            (key, clause) -> {
              if (!key.endsWith(APPROVED) && !key.equals(PEOPLE)) {
                clauses.put(key, clause);
              }
            });
    tiers.stream()
        .flatMap(terms -> terms.reviews().stream())
        .forEach(review -> clauses.put(key(review.type()), approvedByTier(review.type())));
    reviews.forEach(review -> clauses.computeIfAbsent(key(review.type()), _ -> approved(review)));
    clauses.put(
        PEOPLE,
        new Clause(
            "Enough different people approved",
            "The approvals of a round come from at least %d different people.".formatted(people),
            null));
    if (units > 1) {
      clauses.put(
          UNITS,
          new Clause(
              "The approvers come from enough units",
              "The approvers of a round come from at least %d different units.".formatted(units),
              null));
    }
    requirements.forEach(requirement -> clauses.put(requirement.id(), requirement.clause(null)));
    return clauses;
  }

  /** Returns the key of the requirement that a review is approved. */
  static String key(ReviewType type) {
    return type.slug() + APPROVED;
  }

  private static Clause approved(RequiredReview review) {
    return approved(
        review.type(),
        ("At least %d eligible people have approved the %s review of exactly these bytes under"
                + " this policy.")
            .formatted(review.approvals(), kind(review.type())));
  }

  private static Clause approvedByTier(ReviewType type) {
    return approved(
        type,
        ("As many eligible people as the version's tier asks for have approved the %s review of"
                + " exactly these bytes under this policy.")
            .formatted(kind(type)));
  }

  private static Clause approved(ReviewType type, String text) {
    return new Clause("The %s review is approved".formatted(kind(type)), text, null);
  }

  private static String kind(ReviewType type) {
    return type.slug().replace('-', ' ');
  }
}
