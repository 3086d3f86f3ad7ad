package org.assay.review.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.classification.Tier;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.Duty;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;

/**
 * Says who may release a version: a lead of the project's unit, or a lead who is a member, or of
 * MINIMAL the project's owner; each without a part in the version or an approval of it.
 *
 * @param version the version
 * @param facts what is known of its current round
 * @param membership whether the caller belongs to the project
 * @param otherPolicy whether another policy is in force than the one the round is bound to
 * @param signIn why the caller has to sign in anew, empty where that is not asked for
 * @param caller who asks
 */
record ReleaseGuard(
    VersionCopy version,
    VersionFacts facts,
    Membership membership,
    boolean otherPolicy,
    Optional<Refusal> signIn,
    Caller caller) {

  /** The registry's states that a release leads on from; a passed round may be on its way there. */
  private static final Set<String> FROM = Set.of("IN_REVIEW", "APPROVED", "RELEASED");

  /** Returns why the caller is not the one to release, empty where the caller is. */
  Optional<Refusal> person() {
    if (!caller.has(Role.LEAD) && !owns()) {
      return Optional.of(
          Refusal.of(
              CommonProblem.FORBIDDEN,
              "Releasing needs the role lead; what is MINIMAL the project's owner releases too"));
    }
    Optional<Duty> breach =
        Duty.againstRelease(
            facts.partsOf(caller.subject()), caller.machine(), facts.approved(caller.subject()));
    if (breach.isPresent()) {
      Duty duty = breach.get();
      return Optional.of(
          new Refusal(
              ReviewProblem.SEPARATION_OF_DUTIES, duty.rule(), Map.of("rule", duty.name())));
    }
    boolean ofUnit = caller.unit() != null && caller.unit().equals(version.unit());
    return owns() || (caller.has(Role.LEAD) && (ofUnit || membership.current()))
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.NOT_PROJECT_LEAD,
                "A lead of the project's unit, or one who is a member of the project, releases"));
  }

  private boolean owns() {
    return membership.owner()
        && !caller.machine()
        && (caller.has(Role.ENGINEER) || caller.has(Role.LEAD))
        && isMinimal();
  }

  /** Only what stands now in every use is known to be MINIMAL. */
  private boolean isMinimal() {
    ClassificationFacts classification = facts.classification();
    return classification != null
        && classification.tier() == Tier.MINIMAL
        && classification.current()
        && facts.isValid(classification.validUntil())
        && facts.unclassified().isEmpty();
  }

  /** Returns why the version cannot be released to an environment now, empty where it can. */
  Optional<Refusal> state(
      String environment, VersionRevision.Known known, List<RequirementResult> results) {
    AssessmentFacts assessment = facts.assessment();
    int round = assessment == null ? version.round() : assessment.round();
    // Behind is no harm: the registry follows into a round that this service opened by itself.
    if (known.round() > round) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.ASSESSMENT_STATE_REFUSES,
              "The registry has the version in round %d, and round %d is the last one known here;"
                      .formatted(known.round(), round)
                  + " a release of the new round needs its reviews"));
    }
    if (facts.release(environment).isPresent()) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.ALREADY_RELEASED,
              "Round %d is released for %s already".formatted(round, environment)));
    }
    List<String> unmet =
        results.stream()
            .filter(result -> !result.fulfilled())
            .map(result -> result.key().value())
            .toList();
    if (!unmet.isEmpty()) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.REQUIREMENTS_NOT_MET,
              "Not fulfilled: %s".formatted(String.join(", ", unmet))));
    }
    if (otherPolicy) {
      return Optional.of(
          new Refusal(
              ReviewProblem.ASSESSMENT_STATE_REFUSES,
              "Another policy took effect since round %d was opened: what is released goes on, and a"
                      .formatted(round)
                  + " further release needs a round of renewal: submit the version again",
              Map.of("rule", "POLICY_CHANGED")));
    }
    return FROM.contains(known.state())
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.ASSESSMENT_STATE_REFUSES,
                "The registry says that the version is %s; a release leads on from %s"
                    .formatted(known.state(), FROM)));
  }

  /** Returns the act as {@code actions[]} shows it. */
  ActionView action(String environment, List<RequirementResult> results) {
    return Refusal.action(
        "release",
        person()
            .or(() -> state(environment, VersionRevision.Known.of(version), results))
            // Last, so that whoever signs in anew does not do so in vain.
            .or(this::signIn));
  }
}
