package org.assay.review.proposal;

import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.override.RequirementOverride;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.Terms.OverrideTerms;
import org.assay.review.policy.Validity;
import org.assay.review.requirement.Duty;
import org.assay.review.requirement.RequirementKey;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.Requirements;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.jspecify.annotations.Nullable;

/**
 * What may be overridden of a version, and by whom, as its policy says.
 *
 * @param policy the policy of its round
 * @param facts what is known of it
 */
record OverrideRules(PolicyVersion policy, VersionFacts facts) {

  /** Returns why a requirement cannot be overridden now, empty where it can. */
  Optional<Refusal> against(String requirement) {
    Optional<Refusal> round = round();
    if (round.isPresent()) {
      return round;
    }
    for (RequirementResult result : results()) {
      if (result.key().value().equals(requirement)) {
        return against(result);
      }
    }
    return refusal(
        "The policy %s has no requirement %s of a round"
            .formatted(policy.policy().reference(), requirement));
  }

  /** Returns why no requirement can be overridden now, empty where one can. */
  Optional<Refusal> againstAll() {
    boolean one = results().stream().anyMatch(result -> against(result).isEmpty());
    return round()
        .or(
            () ->
                one
                    ? Optional.empty()
                    : refusal(
                        "%s lets nothing be overridden that the version does not meet"
                            .formatted(policy.policy().reference())));
  }

  /** Returns why the caller may not propose; who only asks is none of the two who override. */
  Optional<Refusal> proposer(ProposalGuard guard) {
    return guard.asks(ProposedAct.OVERRIDE) ? Optional.empty() : releaser(guard.caller().subject());
  }

  /** Returns why somebody may not override, whatever the requirement: released it already. */
  Optional<Refusal> releaser(String subject) {
    boolean released =
        facts.releases().stream().anyMatch(release -> facts.same(release.decidedBy(), subject));
    return Duty.againstOverride(facts.partsOf(subject), released).map(ProposalGuard::breach);
  }

  /**
   * Returns until when an override that is proposed now may be granted, at most.
   *
   * @param now when it is proposed
   */
  Instant latest(Instant now) {
    Instant most = now.plus(RequirementOverride.LONGEST);
    OverrideTerms terms = terms();
    Period longest = terms == null ? null : terms.longest();
    return longest == null ? most : min(most, Validity.after(now, longest));
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Returns why two people are not of the units that the tier asks for, empty where they are.
   *
   * @param units the units of the two, as far as they have one
   */
  Optional<Refusal> units(Set<String> units) {
    OverrideTerms terms = terms();
    if (terms == null) {
      return Optional.empty();
    }
    if (units.size() < terms.distinctUnits()) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.TWO_PEOPLE_NEEDED,
              "The two come from %d different units for this tier"
                  .formatted(terms.distinctUnits())));
    }
    String own = facts.setting().unit();
    boolean outside = units.stream().anyMatch(unit -> !unit.equals(own));
    return terms.outside() && !outside
        ? Optional.of(
            Refusal.of(
                ReviewProblem.TWO_PEOPLE_NEEDED,
                "One of the two is of another unit than the project for this tier"))
        : Optional.empty();
  }

  private @Nullable OverrideTerms terms() {
    return policy.policy().terms(facts.tier()).overrides();
  }

  /** Returns those of some roles that the policy names for a requirement. */
  List<String> namedRoles(String requirement, Set<Role> roles) {
    List<String> named = new RequirementKey(requirement).overridableBy(policy.policy());
    return roles.stream().map(Role::claim).filter(named::contains).sorted().toList();
  }

  /**
   * Returns why two people are not the ones that the policy names, empty where one of them is.
   *
   * @param roles those of the named roles that either has
   */
  Optional<Refusal> unnamed(String requirement, Collection<String> roles) {
    return roles.isEmpty()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.TWO_PEOPLE_NEEDED,
                "One of the two has one of the roles %s"
                    .formatted(new RequirementKey(requirement).overridableBy(policy.policy()))))
        : Optional.empty();
  }

  private Optional<Refusal> against(RequirementResult result) {
    if (result.key().overridableBy(policy.policy()).isEmpty()) {
      return refusal(
          "%s lets nobody override %s".formatted(policy.policy().reference(), result.key()));
    }
    return result.fulfilled()
        ? refusal("%s is %s; there is nothing to override".formatted(result.key(), result.state()))
        : Optional.empty();
  }

  private Optional<Refusal> round() {
    if (!facts.exposing().isEmpty()) {
      return refusal("A serious incident is not contained; nothing is overridden until it is");
    }
    AssessmentFacts round = facts.assessment();
    boolean goesOn = round != null && List.of("OPEN", "PASSED", "LOST").contains(round.state());
    return goesOn
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.ASSESSMENT_STATE_REFUSES,
                "Requirements are overridden in a round that is open or passed; this version has"
                    + " none"));
  }

  private List<RequirementResult> results() {
    return new Requirements(policy, facts).forEveryEnvironment();
  }

  private static Optional<Refusal> refusal(String why) {
    return Optional.of(Refusal.of(ReviewProblem.NOT_OVERRIDABLE, why));
  }
}
