package org.assay.review.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.assay.kit.identity.Caller;
import org.assay.review.hold.HoldActions;
import org.assay.review.incident.IncidentActions;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.proposal.OverrideActions;
import org.assay.review.proposal.RevocationActions;
import org.assay.review.release.Environments;
import org.assay.review.release.ReleaseActions;
import org.assay.review.replica.Access;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.CopyTrust;
import org.assay.review.requirement.FactsHealth;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.OverrideMarkView;
import org.assay.review.requirement.Reach;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.RequirementViews;
import org.assay.review.requirement.Requirements;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.assay.review.trigger.FiredTriggers;
import org.assay.review.trigger.TriggerView;

/** Shows what a version still needs, for people. */
@ApplicationScoped
class VersionRequirements {

  private final Access access;
  private final FactsQuery factsQuery;
  private final CopyTrust trust;
  private final Policies policies;
  private final Environments environments;
  private final Reach reach;
  private final RequirementViews views;
  private final ReleaseActions releases;
  private final RevocationActions revocations;
  private final IncidentActions incidents;
  private final FiredTriggers triggers;

  VersionRequirements(
      Access access,
      FactsQuery factsQuery,
      CopyTrust trust,
      Policies policies,
      Environments environments,
      Reach reach,
      RequirementViews views,
      ReleaseActions releases,
      RevocationActions revocations,
      IncidentActions incidents,
      FiredTriggers triggers) {
    this.access = access;
    this.factsQuery = factsQuery;
    this.trust = trust;
    this.policies = policies;
    this.environments = environments;
    this.reach = reach;
    this.views = views;
    this.releases = releases;
    this.revocations = revocations;
    this.incidents = incidents;
    this.triggers = triggers;
  }

  VersionRequirementsView of(VersionCopy version, String environment, Caller caller) {
    VersionFacts facts = factsQuery.known(version.id());
    AssessmentFacts round = facts.assessment();
    PolicyVersion policy = facts.policy(policies);
    FactsHealth health = trust.of(facts.projectId(), facts.modelId());
    Membership membership = access.membership(caller.subject(), version.projectId());
    Requirements requirements = new Requirements(policy, facts);
    List<RequirementResult> results =
        reach.of(
            requirements.forDeployment(
                environment, environments.environments().contains(environment), health),
            facts);
    return new VersionRequirementsView(
        version.model(),
        version.number(),
        version.id(),
        environment,
        round == null ? version.round() : round.round(),
        round == null ? null : round.id(),
        policy.policy().reference(),
        results.stream().allMatch(RequirementResult::fulfilled),
        views.named(results, policy.policy()),
        OverrideMarkView.of(facts.marks()),
        triggers.ofVersion(version.id(), VersionFacts.MOST_MARKS).stream()
            .map(trigger -> TriggerView.of(trigger, version))
            .toList(),
        Duration.ofMillis(health.age().toMillis()).toString(),
        List.of(
            releases.release(
                version,
                facts,
                policy.policy(),
                environment,
                requirements.forRelease(environment, health),
                membership,
                caller),
            revocations.revoke(facts, membership, caller),
            revocations.revokeAlone(version, facts, membership, caller),
            HoldActions.hold(facts, membership, caller),
            incidents.report(version, membership, caller),
            OverrideActions.override(policy, facts, membership, caller)));
  }
}
