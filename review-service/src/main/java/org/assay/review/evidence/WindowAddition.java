package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.window.AddWindow;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.evidence.window.Window;
import org.assay.review.evidence.window.WindowAdded;
import org.assay.review.evidence.window.WindowCounted;
import org.assay.review.evidence.window.WindowJob;
import org.assay.review.evidence.window.WindowJobEnding;
import org.assay.review.evidence.window.WindowRequest;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/**
 * Adds a monitoring window to a version, in the caller's transaction. It is a record of evidence
 * that is never in the set, so that no approval falls by it; what follows from it does so by rule
 * (ADR 0019). The version's row orders windows among each other, so that each sees the one before.
 */
@ApplicationScoped
class WindowAddition {

  private final Access access;
  private final VersionCopies versions;
  private final EvidenceRecords records;
  private final MonitoringWindows windows;
  private final WindowRequest request;
  private final WindowJobEnding ending;
  private final Notes notes;
  private final DatabaseClock clock;
  private final Event<WindowAdded> added;

  WindowAddition(
      Access access,
      VersionCopies versions,
      EvidenceRecords records,
      MonitoringWindows windows,
      WindowRequest request,
      WindowJobEnding ending,
      Notes notes,
      DatabaseClock clock,
      Event<WindowAdded> added) {
    this.access = access;
    this.versions = versions;
    this.records = records;
    this.windows = windows;
    this.request = request;
    this.ending = ending;
    this.notes = notes;
    this.clock = clock;
    this.added = added;
  }

  /** Adds a window; {@code supersedes} names the one that it corrects. */
  Evidence add(VersionCopy known, NewEvidence command, Window window, Caller caller) {
    VersionCopy version = versions.locked(known.id());
    refuse(version, caller);
    return keep(
        new Arrived(clock.freshId(), version, command, window, List.of()),
        caller.subject(),
        Cause.by(caller));
  }

  /** Asks for a window to be counted from files; it becomes a record once that is done. */
  WindowJob ask(
      VersionCopy known, NewEvidence command, Window window, AddWindow files, Caller caller) {
    VersionCopy version = versions.locked(known.id());
    refuse(version, caller);
    return request.ask(
        version,
        new WindowRequest.Asking(command.content().title(), command.supersedes(), window, files),
        () -> refuseAdding(version, command, window, caller.subject()),
        caller);
  }

  private void refuse(VersionCopy version, Caller caller) {
    Refusal.refuse(
        new EvidenceGuard(version, access.membership(caller.subject(), version.projectId()), caller)
            .add());
  }

  /** Adds the window that was counted from files, in the transaction that keeps it. */
  void add(@Observes WindowCounted counted) {
    VersionCopy version = versions.locked(counted.versionId());
    Refusal.refuse(EvidenceGuard.over(version));
    keep(
        new Arrived(
            counted.id(),
            version,
            new NewEvidence(
                new EvidenceContent.Monitored(counted.title(), counted.window()),
                counted.supersedes(),
                null,
                null),
            counted.window(),
            counted.tests()),
        counted.by(),
        OwnCause.of(counted.by(), null));
  }

  /** A window, with what was tested of its rows. */
  private record Arrived(
      UUID id, VersionCopy version, NewEvidence command, Window window, List<ReportRow> tests) {}

  private Optional<Evidence> refuseAdding(
      VersionCopy version, NewEvidence command, Window window, String by) {
    Optional<Evidence> old = records.supersedable(version, command.supersedes());
    old.ifPresent(one -> refuseForeign(one, by));
    windows.refuse(version, window, command.supersedes(), by, clock.now());
    return old;
  }

  private Evidence keep(Arrived arrived, String by, Cause cause) {
    VersionCopy version = arrived.version();
    NewEvidence command = arrived.command();
    Optional<Evidence> old = refuseAdding(version, command, arrived.window(), by);
    Note title = notes.store(command.content().title(), by);
    Evidence record = Evidence.of(arrived.id(), version, command, title.id(), by, clock.now());
    records.persistAndFlush(record);
    WindowAdded.Judged judged =
        windows.keep(record.id(), version, arrived.window(), arrived.tests(), by);
    Cause because =
        OwnCause.of(by, tell(record, version, new Said(title.digest(), judged.verdicts()), cause));
    old.ifPresent(
        one ->
            records.tell(
                EventTypes.EVIDENCE_SUPERSEDED,
                one,
                record.id(),
                version,
                records.digest(version.id()),
                Said.NOTHING,
                because));
    added.fire(new WindowAdded(version, judged, by, because));
    return record;
  }

  /** Cancels a window that is not counted yet. */
  WindowJob cancel(WindowJob known, Caller caller) {
    refuse(versions.locked(known.versionId()), caller);
    return ending.cancel(known.id(), caller);
  }

  /** Who may correct another's windows could use up how often they are corrected. */
  private static void refuseForeign(Evidence old, String by) {
    if (old.kind() == EvidenceKind.MONITORING_WINDOW && !old.createdBy().equals(by)) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED, "A window is corrected by who sent it only");
    }
  }

  private UUID tell(Evidence record, VersionCopy version, Said said, Cause cause) {
    return records.tell(
        EventTypes.EVIDENCE_ADDED,
        record,
        null,
        version,
        records.digest(version.id()),
        said,
        cause);
  }
}
