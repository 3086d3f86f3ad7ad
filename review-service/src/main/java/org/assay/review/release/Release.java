package org.assay.review.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.ReleaseDecided;
import org.assay.contracts.event.RequirementOutcome;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.person.KnownIdentities;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.StepUp;
import org.assay.review.policy.Validity;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.CopyTrust;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.Reach;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.RequirementViews;
import org.assay.review.requirement.Requirements;
import org.assay.review.requirement.VersionFacts;
import org.jspecify.annotations.Nullable;

/**
 * A lead decides that a version may be deployed to an environment. Every requirement is evaluated
 * at this instant, with the round locked; a stored "passed" is never trusted.
 */
@ApplicationScoped
class Release {

  private final Access access;
  private final KnownIdentities identities;
  private final KnownEnvironments environments;
  private final VersionRevision revisions;
  private final Assessments assessments;
  private final FactsQuery factsQuery;
  private final CopyTrust trust;
  private final Policies policies;
  private final ReleaseActions actions;
  private final Reach reach;
  private final RequirementViews views;
  private final ReleaseDecisions decisions;
  private final Notes notes;
  private final EventLog log;
  private final DatabaseClock clock;

  Release(
      Access access,
      KnownIdentities identities,
      KnownEnvironments environments,
      VersionRevision revisions,
      Assessments assessments,
      FactsQuery factsQuery,
      CopyTrust trust,
      Policies policies,
      ReleaseActions actions,
      Reach reach,
      RequirementViews views,
      ReleaseDecisions decisions,
      Notes notes,
      EventLog log,
      DatabaseClock clock) {
    this.access = access;
    this.identities = identities;
    this.environments = environments;
    this.revisions = revisions;
    this.assessments = assessments;
    this.factsQuery = factsQuery;
    this.trust = trust;
    this.policies = policies;
    this.actions = actions;
    this.reach = reach;
    this.views = views;
    this.decisions = decisions;
    this.notes = notes;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Releases a version to an environment, in the caller's transaction.
   *
   * @param ifMatch the registry's revision of the version that the caller saw
   */
  ReleaseDecision decide(
      String model, int number, DecideRelease command, @Nullable String ifMatch, Caller caller) {
    String environment = command.environment();
    environments.refuseUnknown(environment, "/environment");
    VersionCopy version = access.version(caller, model, number);
    // Who may not release does not make this service ask another one; judged again under the lock.
    Refusal.refuse(guard(version, factsQuery.known(version.id()), null, caller).person());
    identities.askAbout(version.id());
    VersionRevision.Known known = revisions.known(version, ifMatch, caller);
    Optional<Assessment> round =
        assessments.last(version.id()).map(last -> assessments.locked(last.id()));
    VersionFacts facts = factsQuery.known(version.id());
    PolicyVersion policy =
        round
            .map(last -> policies.bound(last.policyVersionId()))
            .orElseGet(() -> policies.inForce(version.projectId()));
    StepUp asked = policy.policy().terms(facts.tier()).stepUp();
    ReleaseGuard guard = guard(version, facts, asked, caller);
    Refusal.refuse(guard.person());
    Requirements requirements = new Requirements(policy, facts);
    List<RequirementResult> results =
        reach.of(
            requirements.forRelease(environment, trust.of(version.projectId(), version.modelId())),
            facts);
    guard
        .state(environment, known, results)
        .ifPresent(
            refusal -> {
              throw refusal.exception().with("requirements", views.named(results, policy.policy()));
            });
    guard
        .signIn()
        .ifPresent(
            refusal -> {
              throw FreshSignIn.challenge(refusal);
            });
    known.require(ifMatch);
    Assessment assessment = round.orElseThrow();
    passLate(assessment, version, requirements.forPassing(), caller);
    return decided(assessment, command, requirements, facts, results, caller);
  }

  /** What a policy asks for may come true without a decision, by which the round would pass. */
  private void passLate(
      Assessment round, VersionCopy version, List<RequirementResult> results, Caller caller) {
    if (round.allows(AssessmentState.Act.PASS)) {
      assessments.pass(round, version, outcomes(results), Cause.by(caller));
    }
  }

  private static List<RequirementOutcome> outcomes(List<RequirementResult> results) {
    return results.stream()
        .map(result -> new RequirementOutcome(result.key().value(), result.state().name()))
        .toList();
  }

  private ReleaseGuard guard(
      VersionCopy version, VersionFacts facts, @Nullable StepUp asked, Caller caller) {
    return actions.guard(
        version, facts, asked, access.membership(caller.subject(), version.projectId()), caller);
  }

  private ReleaseDecision decided(
      Assessment round,
      DecideRelease command,
      Requirements requirements,
      VersionFacts facts,
      List<RequirementResult> results,
      Caller caller) {
    String environment = command.environment();
    List<RequirementOutcome> outcomes = outcomes(results);
    List<ReleaseDecision> renewed =
        decisions.standing(facts.versionId()).stream()
            .filter(standing -> standing.environment().equals(environment))
            .toList();
    Instant now = clock.now();
    ReleaseDecision decision =
        ReleaseDecision.of(
            round,
            environment,
            // What an earlier round gave to the environment is renewed, unless that round was lost.
            decisions.renews(facts.versionId(), environment) ? Outcome.RENEWED : Outcome.RELEASED,
            caller,
            now,
            json(outcomes));
    decision.answeredFor(facts.setting().unit());
    Validity validity =
        policies.bound(round.policyVersionId()).policy().terms(facts.tier()).validity();
    ends(validity, requirements, now)
        .ifPresent(end -> decision.until(end, validity.graceUntil(end)));
    String said = command.reason();
    Note reason = said == null ? null : notes.store(said, caller.subject());
    if (reason != null) {
      decision.because(reason.id());
    }
    decisions.persist(decision);
    decisions.flush();
    renewed.forEach(standing -> standing.renew(decision.id()));
    log.append(
        new NewEvent(
            EventTypes.RELEASE_DECIDED,
            facts.subject(),
            decision.id(),
            1,
            facts.modelId(),
            Cause.by(caller),
            new ReleaseDecided(
                decision.id(),
                facts.versionId(),
                facts.modelId(),
                decision.round(),
                decision.digest(),
                environment,
                decision.policyVersionId(),
                decision.outcome().name(),
                outcomes,
                decision.validUntil(),
                reason == null ? null : reason.digest())));
    return decision;
  }

  /** A release ends with its round's approvals and evidence, or before where the policy says so. */
  private static Optional<Instant> ends(Validity validity, Requirements requirements, Instant now) {
    return Stream.of(validity.releaseUntil(now), requirements.roundEnds())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static String json(List<RequirementOutcome> outcomes) {
    try {
      return EventJson.mapper().writeValueAsString(outcomes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Outcomes cannot be written", e);
    }
  }
}
