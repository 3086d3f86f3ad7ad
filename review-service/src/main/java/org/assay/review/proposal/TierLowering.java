package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identities;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.classification.AgreedLowering;
import org.assay.review.classification.ClassificationGuard;
import org.assay.review.classification.LowerableTier;
import org.assay.review.classification.Lowering;
import org.assay.review.classification.LoweringRules;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.Part;
import org.assay.review.replica.VersionCopies;
import org.jspecify.annotations.Nullable;

/**
 * Two people of two units, each a reviewer or a lead, lower the tier of a classification: one
 * proposes, the other approves. Both are judged again with the second, by the roles that they hold
 * then, the model locked.
 */
@ApplicationScoped
class TierLowering {

  private final Lowering lowering;
  private final VersionCopies versions;
  private final ProposalDesk desk;
  private final Proposals proposals;
  private final ProposerRoles proposerRoles;
  private final Identities identities;
  private final Notes notes;
  private final DatabaseClock clock;

  TierLowering(
      Lowering lowering,
      VersionCopies versions,
      ProposalDesk desk,
      Proposals proposals,
      ProposerRoles proposerRoles,
      Identities identities,
      Notes notes,
      DatabaseClock clock) {
    this.lowering = lowering;
    this.versions = versions;
    this.desk = desk;
    this.proposals = proposals;
    this.proposerRoles = proposerRoles;
    this.identities = identities;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Proposes a lower tier; the proposer is the first of the two. What is proposed names the
   * classification, which never changes, so that no revision of it has to be.
   *
   * @throws ProblemException 422 if the tier is not lower
   */
  Proposal propose(UUID classificationId, ProposeLowering command, Caller caller) {
    LowerableTier seen = lowering.readable(classificationId, caller);
    ClassificationGuard guard = new ClassificationGuard(caller);
    Refusal.refuse(guard.lower(seen.rules(), parts(seen, caller.subject())));
    String subject = Proposal.loweringSubject(seen.id());
    Optional<UUID> fallen = desk.fallen(ProposedAct.LOWER_TIER, subject, caller);
    LowerableTier locked = lowering.locked(seen);
    Refusal.refuse(locked.rules().state());
    if (command.tier().compareTo(locked.rules().tier()) >= 0) {
      throw ProblemException.invalid(
          "/tier",
          "OUT_OF_RANGE",
          "%s is not below %s".formatted(command.tier(), locked.rules().tier()));
    }
    Refusal.refuse(locked.rules().to(command.tier()));
    Instant now = clock.now();
    desk.refuseSecond(ProposedAct.LOWER_TIER, subject, fallen, now);
    LoweringRequest request =
        new LoweringRequest(
            locked.id(),
            locked.useCaseRevision(),
            locked.rules().tier(),
            command.tier(),
            Objects.requireNonNull(caller.unit()));
    Note note = notes.store(command.reason(), caller.subject());
    Proposal proposal = Proposal.lowering(locked, request, caller.subject(), note.id(), now);
    desk.open(proposal, locked.subject(), note, new ProposalGuard(caller), now);
    return proposal;
  }

  /**
   * Approves a proposal as the second person: the tier is lowered with it.
   *
   * @param ifMatch the proposal's revision that the caller saw
   */
  Proposal approve(UUID id, @Nullable String ifMatch, Caller caller) {
    Proposal readable = desk.readable(id, caller);
    Set<Role> proposerNow = proposerRoles.of(readable, caller);
    LoweringRequest request = readable.payload(LoweringRequest.class);
    LowerableTier about = lowering.locked(lowering.known(request.classificationId()));
    Proposal proposal = proposals.locked(id);
    ProposalGuard guard = new ProposalGuard(caller);
    Instant now = clock.now();
    Refusal.refuse(
        guard
            .approve(proposal, proposerNow, now)
            .or(
                () ->
                    second(
                        proposal, request, about.rules(), caller, parts(about, caller.subject())))
            .or(
                () ->
                    about
                        .rules()
                        .person(
                            identities.of(proposal.proposer()), parts(about, proposal.proposer())))
            .or(() -> about.against(request.tier(), request.useCaseRevision())));
    IfMatch.require(ifMatch, proposal.revision());
    proposal.consent(caller.subject(), guard.consent(now));
    if (!proposal.agreed()) {
      throw new IllegalStateException("The guard let a second person pass who adds nothing");
    }
    proposal.approve();
    proposals.tell(EventTypes.PROPOSAL_APPROVED, proposal, about.subject(), null, Cause.by(caller));
    lowering.lower(
        about,
        new AgreedLowering(
            proposal.id(),
            request.tier(),
            List.of(proposal.proposer(), caller.subject()),
            proposal.noteId()),
        caller);
    return proposal;
  }

  /**
   * Returns why the caller is not the second person, empty where the caller may be.
   *
   * @param parts the caller's parts in the versions of the model
   */
  static Optional<Refusal> second(
      Proposal proposal,
      LoweringRequest request,
      LoweringRules rules,
      Caller caller,
      Set<Part> parts) {
    return proposal.state() == ProposalState.OPEN
        ? new ClassificationGuard(caller)
            .lower(rules, parts)
            .or(() -> LoweringRules.units(request.proposerUnit(), caller.unit()))
        : Optional.empty();
  }

  private Set<Part> parts(LowerableTier about, String subject) {
    return versions
        .partsInModels(List.of(about.modelId()), subject)
        .getOrDefault(about.modelId(), Set.of());
  }
}
