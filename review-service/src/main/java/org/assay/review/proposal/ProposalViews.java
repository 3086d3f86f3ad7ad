package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.Role;
import org.assay.review.note.Notes;
import org.assay.review.proposal.ProposalView.ConsentView;
import org.assay.review.proposal.ProposalView.ProposedOverrideView;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.Part;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/** Shows proposals. */
@ApplicationScoped
class ProposalViews {

  private final Accounts accounts;
  private final Notes notes;
  private final VersionCopies versions;
  private final ProposerRoles proposerRoles;
  private final DatabaseClock clock;

  ProposalViews(
      Accounts accounts,
      Notes notes,
      VersionCopies versions,
      ProposerRoles proposerRoles,
      DatabaseClock clock) {
    this.accounts = accounts;
    this.notes = notes;
    this.versions = versions;
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
    Instant now = clock.now();
    Map<UUID, VersionCopy> about =
        versions.find(proposals.stream().map(Proposal::versionId).distinct().toList());
    Map<UUID, String> texts = notes.texts(proposals.stream().map(Proposal::noteId).toList());
    People people = people(proposals);
    Map<UUID, Set<Part>> parts = versions.partsOf(about.keySet(), caller.subject());
    Map<String, Set<Role>> proposers = proposerRoles.shown(proposals, caller);
    List<ProposalView> views = new ArrayList<>();
    for (Proposal proposal : proposals) {
      VersionCopy version = about.get(proposal.versionId());
      if (version != null) {
        views.add(
            new ProposalView(
                proposal.id(),
                proposal.act(),
                version.model(),
                version.number(),
                version.id(),
                proposal.round(),
                proposal.payloadDigest(),
                proposal.act() == ProposedAct.OVERRIDE
                    ? ProposedOverrideView.from(OverrideAgreement.request(proposal))
                    : null,
                people.named(proposal.proposer()),
                texts.get(proposal.noteId()),
                shownState(proposal, now),
                consents(proposal, people),
                proposal.openedAt(),
                proposal.expiresAt(),
                proposal.revision(),
                List.of(
                    new ProposalGuard(caller, parts.getOrDefault(version.id(), Set.of()))
                        .action(
                            proposal,
                            proposers.getOrDefault(proposal.proposer(), Set.of()),
                            now))));
      }
    }
    return views;
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
        });
    return accounts.people(subjects.stream());
  }
}
