package org.assay.review.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.Refusal;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.Part;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;

/** Shows the holds of one version. */
@ApplicationScoped
class HoldViews {

  private final Accounts accounts;
  private final Notes notes;
  private final VersionCopies versions;
  private final FactsQuery factsQuery;
  private final DatabaseClock clock;

  HoldViews(
      Accounts accounts,
      Notes notes,
      VersionCopies versions,
      FactsQuery factsQuery,
      DatabaseClock clock) {
    this.accounts = accounts;
    this.notes = notes;
    this.versions = versions;
    this.factsQuery = factsQuery;
    this.clock = clock;
  }

  HoldView view(Hold hold, Caller caller) {
    return views(List.of(hold), versions.known(hold.versionId()), caller).getFirst();
  }

  List<HoldView> views(List<Hold> holds, VersionCopy version, Caller caller) {
    if (holds.isEmpty()) {
      return List.of();
    }
    Instant now = clock.now();
    Set<Part> parts = versions.partsOf(version.id(), caller.subject());
    Map<UUID, String> texts =
        notes.texts(
            holds.stream()
                .flatMap(
                    hold ->
                        Stream.concat(
                            Stream.of(hold.noteId()), Stream.ofNullable(hold.liftNoteId())))
                .toList());
    People people =
        accounts.people(
            holds.stream()
                .flatMap(
                    hold ->
                        Stream.concat(
                            Stream.of(hold.placedBy()), Stream.ofNullable(hold.liftedBy()))));
    HoldGuard guard = new HoldGuard(caller);
    VersionFacts facts = factsQuery.known(version.id());
    List<HoldView> views = new ArrayList<>();
    for (Hold hold : holds) {
      String liftedBy = hold.liftedBy();
      UUID liftNote = hold.liftNoteId();
      views.add(
          new HoldView(
              hold.id(),
              version.model(),
              version.number(),
              version.id(),
              hold.digest(),
              hold.state(now),
              people.named(hold.placedBy()),
              hold.incidentId(),
              texts.get(hold.noteId()),
              hold.placedAt(),
              hold.until(),
              liftedBy == null ? null : people.named(liftedBy),
              liftNote == null ? null : texts.get(liftNote),
              hold.liftedAt(),
              hold.revision(),
              List.of(Refusal.action("lift", guard.lift(hold, parts, facts, now)))));
    }
    return views;
  }
}
