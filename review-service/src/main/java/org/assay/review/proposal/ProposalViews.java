package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.classification.LowerableTier;
import org.assay.review.classification.Lowering;
import org.assay.review.note.Notes;
import org.assay.review.override.OverrideRequest;
import org.assay.review.proposal.ProposalView.ConsentView;
import org.assay.review.proposal.ProposalView.ProposedLoweringView;
import org.assay.review.proposal.ProposalView.ProposedOverrideView;
import org.assay.review.proposal.ProposalView.ProposedQualificationView;
import org.assay.review.qualification.QualificationGrant;
import org.assay.review.qualification.QualificationGuard;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.Part;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** Shows proposals. */
@ApplicationScoped
class ProposalViews {

  private final Accounts accounts;
  private final Notes notes;
  private final VersionCopies versions;
  private final Lowering lowering;
  private final ProposerRoles proposerRoles;
  private final DatabaseClock clock;

  ProposalViews(
      Accounts accounts,
      Notes notes,
      VersionCopies versions,
      Lowering lowering,
      ProposerRoles proposerRoles,
      DatabaseClock clock) {
    this.accounts = accounts;
    this.notes = notes;
    this.versions = versions;
    this.lowering = lowering;
    this.proposerRoles = proposerRoles;
    this.clock = clock;
  }

  ProposalView view(Proposal proposal, Caller caller) {
    return views(List.of(proposal), caller).getFirst();
  }

  List<ProposalView> views(List<Proposal> proposals, Caller caller) {
    if (proposals.isEmpty()) {
      return List.of();
    }
    Shown shown = shown(proposals, caller);
    return proposals.stream().map(proposal -> view(proposal, shown, caller)).toList();
  }

  /** What a page of proposals is shown with, found by a fixed number of queries. */
  private record Shown(
      Instant now,
      Map<UUID, VersionCopy> versions,
      Map<UUID, Set<Part>> parts,
      Map<UUID, LowerableTier> tiers,
      Map<UUID, Set<Part>> modelParts,
      Map<UUID, String> texts,
      People people,
      Map<String, Set<Role>> proposers) {

    LowerableTier tier(LoweringRequest request) {
      return Objects.requireNonNull(tiers.get(request.classificationId()));
    }

    Set<Role> roles(Proposal proposal) {
      return proposal.first().map(proposers::get).orElse(Set.of());
    }
  }

  private Shown shown(List<Proposal> proposals, Caller caller) {
    Map<UUID, VersionCopy> about =
        versions.find(
            proposals.stream()
                .map(Proposal::version)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    Map<UUID, LowerableTier> tiers =
        lowering.known(
            proposals.stream()
                .filter(proposal -> proposal.act() == ProposedAct.LOWER_TIER)
                .map(proposal -> proposal.payload(LoweringRequest.class).classificationId())
                .distinct()
                .toList());
    return new Shown(
        clock.now(),
        about,
        versions.partsOf(about.keySet(), caller.subject()),
        tiers,
        versions.partsInModels(
            tiers.values().stream().map(LowerableTier::modelId).distinct().toList(),
            caller.subject()),
        notes.texts(proposals.stream().map(Proposal::noteId).toList()),
        people(proposals),
        proposerRoles.shown(proposals, caller));
  }

  private static ProposalView view(Proposal proposal, Shown shown, Caller caller) {
    return switch (proposal.act()) {
      case REVOKE, OVERRIDE -> ofVersion(proposal, shown, caller);
      case LOWER_TIER -> ofTier(proposal, shown, caller);
      case GRANT_QUALIFICATION -> ofQualification(proposal, shown, caller);
    };
  }

  private static ProposalView ofVersion(Proposal proposal, Shown shown, Caller caller) {
    VersionCopy version = Objects.requireNonNull(shown.versions().get(proposal.versionId()));
    ProposalGuard guard =
        new ProposalGuard(caller, shown.parts().getOrDefault(version.id(), Set.of()));
    return view(
        proposal,
        new About(
            version.model(),
            version.number(),
            proposal.act() == ProposedAct.OVERRIDE
                ? ProposedOverrideView.from(proposal.payload(OverrideRequest.class))
                : null,
            null,
            null),
        shown,
        guard.approve(proposal, shown.roles(proposal), shown.now()));
  }

  private static ProposalView ofTier(Proposal proposal, Shown shown, Caller caller) {
    LoweringRequest request = proposal.payload(LoweringRequest.class);
    LowerableTier tier = shown.tier(request);
    Set<Part> parts = shown.modelParts().getOrDefault(tier.modelId(), Set.of());
    return view(
        proposal,
        new About(
            tier.model(),
            null,
            null,
            new ProposedLoweringView(tier.id(), tier.useCaseId(), request.from(), request.tier()),
            null),
        shown,
        new ProposalGuard(caller)
            .approve(proposal, shown.roles(proposal), shown.now())
            .or(() -> TierLowering.second(proposal, request, tier.rules(), caller, parts))
            .or(() -> tier.against(request.tier(), request.useCaseRevision())));
  }

  private static ProposalView ofQualification(Proposal proposal, Shown shown, Caller caller) {
    QualificationGrant grant = proposal.payload(QualificationGrant.class);
    return view(
        proposal,
        new About(
            null,
            null,
            null,
            null,
            new ProposedQualificationView(
                shown.people().named(grant.subject()),
                grant.reviewType(),
                grant.unit(),
                grant.from(),
                grant.until())),
        shown,
        new ProposalGuard(caller)
            .approve(proposal, shown.roles(proposal), shown.now())
            .or(() -> new QualificationGuard(caller).grant(grant.subject())));
  }

  /** What a proposal is about. */
  private record About(
      @Nullable String model,
      @Nullable Integer version,
      @Nullable ProposedOverrideView override,
      @Nullable ProposedLoweringView lowering,
      @Nullable ProposedQualificationView qualification) {}

  private static ProposalView view(
      Proposal proposal, About about, Shown shown, Optional<Refusal> refusal) {
    return new ProposalView(
        proposal.id(),
        proposal.act(),
        about.model(),
        about.version(),
        proposal.version().orElse(null),
        proposal.round(),
        proposal.payloadDigest(),
        about.override(),
        about.lowering(),
        about.qualification(),
        proposal.incidentId(),
        shown.people().named(proposal.proposer()),
        shown.texts().get(proposal.noteId()),
        shownState(proposal, shown.now()),
        consents(proposal, shown.people()),
        proposal.openedAt(),
        proposal.expiresAt(),
        proposal.revision(),
        List.of(Refusal.action("approve", refusal)));
  }

  /** The clock ends a proposal; its event follows within a minute. */
  private static ProposalState shownState(Proposal proposal, Instant now) {
    boolean over = proposal.state() == ProposalState.OPEN && !now.isBefore(proposal.expiresAt());
    return over ? ProposalState.LAPSED : proposal.state();
  }

  private static List<ConsentView> consents(Proposal proposal, People people) {
    return proposal.consents().entrySet().stream()
        .map(
            entry ->
                new ConsentView(
                    people.named(entry.getKey()),
                    entry.getValue().asLead(),
                    entry.getValue().asReviewer(),
                    entry.getValue().asAdmin(),
                    entry.getValue().at()))
        .sorted(Comparator.comparing(ConsentView::at))
        .toList();
  }

  private People people(List<Proposal> proposals) {
    Set<String> subjects = new HashSet<>();
    proposals.forEach(
        proposal -> {
          subjects.add(proposal.proposer());
          subjects.addAll(proposal.consents().keySet());
          if (proposal.act() == ProposedAct.GRANT_QUALIFICATION) {
            subjects.add(proposal.payload(QualificationGrant.class).subject());
          }
        });
    return accounts.people(subjects.stream());
  }
}
