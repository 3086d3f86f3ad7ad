package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.evidence.window.Window;
import org.assay.review.evidence.window.WindowAdded;
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
  private final Notes notes;
  private final DatabaseClock clock;
  private final Event<WindowAdded> added;

  WindowAddition(
      Access access,
      VersionCopies versions,
      EvidenceRecords records,
      MonitoringWindows windows,
      Notes notes,
      DatabaseClock clock,
      Event<WindowAdded> added) {
    this.access = access;
    this.versions = versions;
    this.records = records;
    this.windows = windows;
    this.notes = notes;
    this.clock = clock;
    this.added = added;
  }

  /** Adds a window; {@code supersedes} names the one that it corrects. */
  Evidence add(VersionCopy known, NewEvidence command, Window window, Caller caller) {
    VersionCopy version = versions.locked(known.id());
    Refusal.refuse(
        new EvidenceGuard(version, access.membership(caller.subject(), version.projectId()), caller)
            .add());
    Instant now = clock.now();
    Optional<Evidence> old = records.supersedable(version, command.supersedes());
    old.ifPresent(one -> refuseForeign(one, caller.subject()));
    windows.refuse(version, window, command.supersedes(), caller.subject(), now);
    Note title = notes.store(command.content().title(), caller.subject());
    Evidence record =
        Evidence.of(clock.freshId(), version, command, title.id(), caller.subject(), now);
    records.persistAndFlush(record);
    WindowAdded.Judged judged = windows.keep(record.id(), version, window, caller.subject());
    Cause because =
        OwnCause.of(
            caller.subject(),
            tell(record, version, new Said(title.digest(), judged.verdicts()), Cause.by(caller)));
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
    added.fire(new WindowAdded(version, judged, caller.subject(), because));
    return record;
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
