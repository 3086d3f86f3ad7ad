package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.Assessments;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.override.AgreedOverride;
import org.assay.review.override.OverrideRequest;
import org.assay.review.override.Overriding;
import org.assay.review.override.RequirementOverride;
import org.assay.review.person.KnownIdentities;
import org.assay.review.policy.Policies;
import org.assay.review.release.VersionRevision;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;
import org.jspecify.annotations.Nullable;

/**
 * A lead and a reviewer agree to let a version pass a requirement: one proposes, the other
 * approves. Both are judged again with the second, by the roles that they hold then, the round
 * locked.
 */
@ApplicationScoped
class OverrideAgreement {

  private final Access access;
  private final KnownIdentities identities;
  private final VersionRevision revisions;
  private final VersionCopies versions;
  private final Assessments assessments;
  private final FactsQuery factsQuery;
  private final Policies policies;
  private final ProposalDesk desk;
  private final Proposals proposals;
  private final ProposerRoles proposerRoles;
  private final Overriding overriding;
  private final Notes notes;
  private final DatabaseClock clock;

  OverrideAgreement(
      Access access,
      KnownIdentities identities,
      VersionRevision revisions,
      VersionCopies versions,
      Assessments assessments,
      FactsQuery factsQuery,
      Policies policies,
      ProposalDesk desk,
      Proposals proposals,
      ProposerRoles proposerRoles,
      Overriding overriding,
      Notes notes,
      DatabaseClock clock) {
    this.access = access;
    this.identities = identities;
    this.revisions = revisions;
    this.versions = versions;
    this.assessments = assessments;
    this.factsQuery = factsQuery;
    this.policies = policies;
    this.desk = desk;
    this.proposals = proposals;
    this.proposerRoles = proposerRoles;
    this.overriding = overriding;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Proposes to override a requirement; a lead or a reviewer is the first of the two by that.
   *
   * @param ifMatch the registry's revision of the version that the caller saw
   */
  Proposal propose(
      String model, int number, ProposeOverride command, @Nullable String ifMatch, Caller caller) {
    VersionCopy version = access.version(caller, model, number);
    ProposalGuard guard =
        new ProposalGuard(
            caller,
            versions.partsOf(version.id(), caller.subject()),
            access.membership(caller.subject(), version.projectId()));
    Refusal.refuse(guard.propose(ProposedAct.OVERRIDE));
    String subject = Proposal.overrideSubject(version.id(), command.requirement());
    Optional<UUID> fallen = desk.fallen(ProposedAct.OVERRIDE, subject, caller);
    Instant now = clock.now();
    refuseTime(command.until(), now, now.plus(RequirementOverride.LONGEST));
    VersionRevision.Known known = revisions.known(version, ifMatch, caller);
    Assessment round = locked(version);
    OverrideRules rules = rules(round, version);
    Refusal.refuse(rules.proposer(guard).or(() -> rules.against(command.requirement())));
    refuseTime(command.until(), now, rules.latest(now));
    desk.refuseSecond(ProposedAct.OVERRIDE, subject, fallen, now);
    known.require(ifMatch);
    OverrideRequest request =
        new OverrideRequest(
            command.requirement(),
            round.digest(),
            round.policyVersionId(),
            command.until(),
            rules.namedRoles(command.requirement(), caller.roles()),
            caller.unit());
    Note note = notes.store(command.reason(), caller.subject());
    Proposal proposal = Proposal.override(round, request, caller.subject(), note.id(), now);
    desk.open(proposal, version.subject(), note, guard, now);
    return proposal;
  }

  /**
   * Approves a proposal as the second person: the override is granted with it.
   *
   * @param ifMatch the proposal's revision that the caller saw
   */
  Proposal approve(UUID id, @Nullable String ifMatch, Caller caller) {
    Proposal readable = desk.readable(id, caller);
    Set<Role> proposerNow = proposerRoles.of(readable, caller);
    VersionCopy version = versions.known(readable.versionId());
    identities.askAbout(version.id());
    Assessment round = locked(version);
    Proposal proposal = proposals.locked(id);
    ProposalGuard guard =
        new ProposalGuard(caller, versions.partsOf(version.id(), caller.subject()));
    Instant now = clock.now();
    Refusal.refuse(guard.approve(proposal, proposerNow, now));
    OverrideRequest request = proposal.payload(OverrideRequest.class);
    Refusal.refuse(
        against(
            request,
            proposal.first().map(first -> new First(proposal, first, proposerNow)),
            rules(round, version),
            caller));
    refuseOther(request, round);
    IfMatch.require(ifMatch, proposal.revision());
    String first = proposal.first().orElse(caller.subject());
    if (!desk.agree(proposal, guard.consent(now), caller)) {
      return proposal;
    }
    proposal.approve();
    proposals.tell(
        EventTypes.PROPOSAL_APPROVED, proposal, version.subject(), null, Cause.by(caller));
    overriding.grant(
        round,
        version,
        request,
        new AgreedOverride(proposal.id(), List.of(first, caller.subject()), proposal.noteId()),
        caller);
    return proposal;
  }

  /**
   * The first of the two.
   *
   * @param subject who that is
   * @param roles those that the person holds now
   */
  private record First(Proposal proposal, String subject, Set<Role> roles) {

    /**
     * Those of the roles that the policy names which a proposer had then, and the person has now.
     */
    List<String> named(OverrideRequest request, OverrideRules rules) {
      return rules.namedRoles(request.requirement(), roles).stream()
          .filter(role -> !isProposer() || request.proposerRoles().contains(role))
          .toList();
    }

    @Nullable String unit(OverrideRequest request) {
      Consent own = proposal.consents().get(subject);
      return isProposer() || own == null ? request.proposerUnit() : own.unit();
    }

    private boolean isProposer() {
      return subject.equals(proposal.proposer());
    }
  }

  private static Optional<Refusal> against(
      OverrideRequest request, Optional<First> other, OverrideRules rules, Caller caller) {
    Optional<Refusal> own = rules.releaser(caller.subject());
    return other.isEmpty()
        ? own.or(() -> rules.against(request.requirement()))
        : own.or(() -> against(request, other.get(), rules, caller));
  }

  private static Optional<Refusal> against(
      OverrideRequest request, First first, OverrideRules rules, Caller caller) {
    List<String> roles =
        Stream.concat(
                first.named(request, rules).stream(),
                rules.namedRoles(request.requirement(), caller.roles()).stream())
            .toList();
    return rules
        .releaser(first.subject())
        .or(() -> rules.unnamed(request.requirement(), roles))
        .or(
            () ->
                rules.units(
                    Stream.concat(
                            Stream.ofNullable(first.unit(request)),
                            Stream.ofNullable(caller.unit()))
                        .collect(Collectors.toSet())))
        .or(() -> rules.against(request.requirement()));
  }

  private static void refuseOther(OverrideRequest request, Assessment round) {
    boolean same =
        request.digest().equals(round.digest())
            && request.policyVersionId().equals(round.policyVersionId());
    if (!same) {
      throw ProblemException.of(
          ReviewProblem.NOT_OVERRIDABLE,
          "The round is about other bytes or another policy than was proposed for; propose again");
    }
  }

  private static void refuseTime(Instant until, Instant now, Instant last) {
    if (!until.isAfter(now) || until.isAfter(last)) {
      throw ProblemException.invalid(
          "/until",
          "FUTURE",
          "an override ends after now, which is %s, and not after %s".formatted(now, last));
    }
  }

  private Assessment locked(VersionCopy version) {
    return assessments
        .last(version.id())
        .map(last -> assessments.locked(last.id()))
        .orElseThrow(
            () ->
                ProblemException.of(
                    ReviewProblem.ASSESSMENT_STATE_REFUSES, "The version was not submitted"));
  }

  private OverrideRules rules(Assessment round, VersionCopy version) {
    VersionFacts facts = factsQuery.known(version.id());
    return new OverrideRules(policies.bound(round.policyVersionId()), facts);
  }
}
