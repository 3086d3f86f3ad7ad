package org.assay.review.incident;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** Shows incidents. */
@ApplicationScoped
class IncidentViews {

  private final Accounts accounts;
  private final Notes notes;
  private final VersionCopies versions;
  private final Incidents incidents;
  private final IncidentActions actions;
  private final DatabaseClock clock;

  IncidentViews(
      Accounts accounts,
      Notes notes,
      VersionCopies versions,
      Incidents incidents,
      IncidentActions actions,
      DatabaseClock clock) {
    this.accounts = accounts;
    this.notes = notes;
    this.versions = versions;
    this.incidents = incidents;
    this.actions = actions;
    this.clock = clock;
  }

  IncidentView view(Incident incident, Caller caller) {
    return views(List.of(incident), caller).getFirst();
  }

  List<IncidentView> views(List<Incident> shown, Caller caller) {
    if (shown.isEmpty()) {
      return List.of();
    }
    Seen seen = seen(shown);
    Map<UUID, IncidentGuard> guards = new HashMap<>();
    List<IncidentView> views = new ArrayList<>();
    for (Incident incident : shown) {
      VersionCopy version = seen.versions().get(incident.versionId());
      if (version != null) {
        IncidentGuard guard =
            guards.computeIfAbsent(version.projectId(), _ -> actions.guard(version, caller));
        views.add(view(incident, version, guard, seen));
      }
    }
    return views;
  }

  /**
   * What the incidents of one answer are shown with, read together.
   *
   * @param closed those for whose bytes the gate is closed
   */
  private record Seen(
      Map<UUID, VersionCopy> versions,
      Map<UUID, String> texts,
      People people,
      Set<UUID> closed,
      Instant now) {

    @Nullable String text(@Nullable UUID note) {
      return note == null ? null : texts.get(note);
    }

    @Nullable Actor person(@Nullable String subject) {
      return subject == null ? null : people.named(subject);
    }
  }

  private Seen seen(List<Incident> shown) {
    return new Seen(
        versions.find(shown.stream().map(Incident::versionId).distinct().toList()),
        notes.texts(
            shown.stream()
                .flatMap(
                    one ->
                        Stream.of(one.noteId(), one.containmentNoteId(), one.closureNoteId())
                            .flatMap(Stream::ofNullable))
                .toList()),
        accounts.people(
            shown.stream()
                .flatMap(
                    one ->
                        Stream.of(one.openedBy(), one.owner(), one.containedBy(), one.closedBy())
                            .flatMap(Stream::ofNullable))),
        incidents.gateClosed(shown.stream().map(Incident::id).toList()),
        clock.now());
  }

  private static IncidentView view(
      Incident incident, VersionCopy version, IncidentGuard guard, Seen seen) {
    return new IncidentView(
        incident.id(),
        version.model(),
        version.number(),
        version.id(),
        incident.digest(),
        incident.severity(),
        incident.source(),
        incident.state(),
        seen.text(incident.noteId()),
        seen.people().named(incident.openedBy()),
        incident.openedAt(),
        incident.detectedAt(),
        incident.containBy(),
        incident.isOverdue(seen.now()),
        seen.person(incident.owner()),
        incident.reportableTo(),
        incident.containedAt(),
        seen.person(incident.containedBy()),
        seen.text(incident.containmentNoteId()),
        incident.revocationId(),
        incident.closedAt(),
        seen.person(incident.closedBy()),
        seen.text(incident.closureNoteId()),
        incident.revision(),
        guard.actions(incident, seen.closed().contains(incident.id())));
  }
}
