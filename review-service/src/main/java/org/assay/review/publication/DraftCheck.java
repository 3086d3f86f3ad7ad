package org.assay.review.publication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assay.kit.problem.ProblemException;
import org.assay.review.classification.Tier;
import org.assay.review.policy.ExpressionFault;
import org.assay.review.policy.Expressions;
import org.assay.review.policy.Policy;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.PolicyRequirement;
import org.assay.review.policy.ReviewType;
import org.assay.review.policy.Terms;
import org.assay.review.requirement.RequirementKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything that keeps a draft from being a policy, each fault at its place, before it is
 * saved: expressions that cannot be evaluated, and what nobody could ever satisfy.
 */
final class DraftCheck {

  private final Faults faults = new Faults();

  /**
   * Checks what a draft asks for.
   *
   * @throws ProblemException {@code VALIDATION_FAILED} with every fault
   */
  void check(Policy draft, Policy united) {
    Set<String> ids = new HashSet<>();
    List<PolicyRequirement> requirements = draft.requirements();
    for (int index = 0; index < requirements.size(); index++) {
      PolicyRequirement requirement = requirements.get(index);
      String pointer = "/requirements/" + index;
      if (!ids.add(requirement.id())) {
        fault(pointer + "/id", "DUPLICATE", "%s stands here twice".formatted(requirement.id()));
      }
      if (RequirementKey.isBuiltIn(requirement.id())) {
        fault(
            pointer + "/id",
            "RESERVED",
            "%s is a requirement that every policy has; take another id"
                .formatted(requirement.id()));
      }
      applies(requirement.appliesIf(), pointer + "/applies_if");
      satisfied(requirement.satisfiedIf(), pointer + "/satisfied_if");
      reviewed(requirement, neverAsked(united), pointer);
    }
    conditions(draft.reviews(), "/reviews");
    Map<Tier, Terms> tiers = draft.tiers();
    int index = 0;
    for (Map.Entry<Tier, Terms> row : tiers.entrySet()) {
      String pointer = "/tiers/" + index++;
      conditions(row.getValue().reviews(), pointer + "/reviews");
      satisfiable(draft.terms(row.getKey()), united.terms(row.getKey()), pointer);
    }
    if (tiers.isEmpty()) {
      satisfiable(draft.terms(null), united.terms(null), "");
    }
    faults.refuse("policy");
  }

  private void applies(@Nullable String text, String pointer) {
    if (text == null) {
      return;
    }
    tell(Expressions.faults(text), pointer);
    if (Expressions.constant(text).equals(Optional.of(false))) {
      fault(pointer, "NEVER_APPLIES", "it is false for every version");
    }
  }

  private void satisfied(String text, String pointer) {
    tell(Expressions.faults(text), pointer);
    if (Expressions.constant(text).equals(Optional.of(false))) {
      fault(pointer, "IMPOSSIBLE", "it is false for every version, so nobody could satisfy it");
    }
  }

  /** The reviews that no scope asks for, of no tier and under no condition. */
  private static List<ReviewType> neverAsked(Policy united) {
    List<ReviewType> never = new ArrayList<>(List.of(ReviewType.values()));
    Stream.concat(
            united.reviews().stream(),
            united.tiers().values().stream().flatMap(terms -> terms.reviews().stream()))
        .map(RequiredReview::type)
        .forEach(never::remove);
    return never;
  }

  /**
   * What asks for a review that there never is cannot be told of any version, and so blocks all.
   */
  private void reviewed(PolicyRequirement requirement, List<ReviewType> never, String pointer) {
    String applies = requirement.appliesIf();
    String satisfied = requirement.satisfiedIf();
    if (applies != null && Expressions.fails(applies, never)) {
      fault(pointer + "/applies_if", "IMPOSSIBLE", notAsked(applies, never));
    } else if ((applies == null || Expressions.mayHold(applies, never))
        && Expressions.constant(satisfied).isEmpty()
        && !Expressions.mayHold(satisfied, never)) {
      fault(pointer + "/satisfied_if", "IMPOSSIBLE", notAsked(satisfied, never));
    }
  }

  private static String notAsked(String text, List<ReviewType> never) {
    List<ReviewType> named =
        never.stream().filter(type -> text.contains("reviews." + type.field())).toList();
    return "no scope asks for a review of %s, so nobody could satisfy it".formatted(named);
  }

  /** People and units are counted over the approvals that are asked for, so no more than these. */
  private void satisfiable(Terms draft, Terms united, String pointer) {
    int approvals = united.approvals();
    Map<String, Integer> asked =
        Map.of(
            "/distinct_people", draft.distinctPeople(), "/distinct_units", draft.distinctUnits());
    asked.forEach(
        (member, needed) -> {
          if (needed > approvals) {
            fault(
                pointer + member,
                "IMPOSSIBLE",
                "%d are asked for, and the reviews of all scopes ask for %d approvals"
                    .formatted(needed, approvals));
          }
        });
  }

  private void conditions(List<RequiredReview> reviews, String pointer) {
    for (int index = 0; index < reviews.size(); index++) {
      String condition = reviews.get(index).appliesIf();
      if (condition != null) {
        tell(
            Expressions.faultsOfCondition(condition), "%s/%d/applies_if".formatted(pointer, index));
      }
    }
  }

  private void tell(List<ExpressionFault> wrong, String pointer) {
    faults.add(pointer, wrong);
  }

  private void fault(String pointer, String code, String detail) {
    faults.add(pointer, code, detail);
  }
}
