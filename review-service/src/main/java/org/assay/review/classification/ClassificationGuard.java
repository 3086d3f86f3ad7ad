package org.assay.review.classification;

import java.util.Optional;
import java.util.Set;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Membership;
import org.assay.review.replica.Part;

/**
 * Says who may answer the questionnaire, and who may raise or propose to lower what came of it.
 *
 * @param caller who asks
 */
public record ClassificationGuard(Caller caller) {

  /** Returns why the caller may not answer, empty where the caller may. */
  Optional<Refusal> answer(Membership membership) {
    return !caller.machine() && membership.contributes()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                CommonProblem.FORBIDDEN,
                "A person who contributes to the model's project answers the questionnaire"));
  }

  /** Returns why the caller may not raise it, empty where the caller may. */
  Optional<Refusal> raise(Classification classification, boolean last) {
    if (caller.machine() || !judges()) {
      return Optional.of(
          Refusal.of(CommonProblem.FORBIDDEN, "A reviewer or a lead raises a classification"));
    }
    if (!last) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.CLASSIFICATION_SUPERSEDED,
              "Another classification of the model in this use case followed"));
    }
    return classification.tier() == Tier.PROHIBITED
        ? Optional.of(
            Refusal.of(ReviewProblem.TIER_IS_HIGHEST, "There is no tier above PROHIBITED"))
        : Optional.empty();
  }

  /**
   * Returns why the caller may not propose to lower it, or agree to that, empty where the caller
   * may.
   *
   * @param parts the caller's parts in the versions of the model
   */
  public Optional<Refusal> lower(LoweringRules rules, Set<Part> parts) {
    if (caller.machine() || !judges()) {
      return Optional.of(
          Refusal.of(
              CommonProblem.FORBIDDEN,
              "Two people, each a reviewer or a lead, lower a classification"));
    }
    return rules
        .person(caller.identities(), parts)
        .or(() -> LoweringRules.unit(caller.unit()))
        .or(rules::state);
  }

  private boolean judges() {
    return caller.has(Role.ETHICS_REVIEWER)
        || caller.has(Role.PERFORMANCE_REVIEWER)
        || caller.has(Role.LEAD);
  }
}
