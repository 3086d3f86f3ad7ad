package org.assay.review.finding;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.FindingChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.calendar.UnitCalendars;
import org.assay.review.note.Note;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** The findings, each step of which is one event. */
@ApplicationScoped
public class Findings implements PanacheRepositoryBase<Finding, UUID> {

  /** How many findings a page of reviews shows at most; a review has a handful. */
  private static final int MOST = 1_000;

  private final EventLog log;
  private final UnitCalendars calendars;
  private final DatabaseClock clock;

  Findings(EventLog log, UnitCalendars calendars, DatabaseClock clock) {
    this.log = log;
    this.calendars = calendars;
    this.clock = clock;
  }

  /** Opens a finding of a review: event {@code finding.opened}. */
  public Finding open(NewFinding raised, VersionCopy version, Note text, Cause cause) {
    Finding finding =
        Finding.opened(
            raised, version.id(), text.id(), calendars.inForce(version.unit()).time(), clock.now());
    persist(finding);
    tell(EventTypes.FINDING_OPENED, finding, version, text, cause);
    return finding;
  }

  /** Answers a finding: event {@code finding.answered}. */
  public void answer(Finding finding, VersionCopy version, Note answer, Cause cause) {
    finding.answer(answer.id(), cause.actor());
    tell(EventTypes.FINDING_ANSWERED, finding, version, answer, cause);
  }

  /**
   * Notes that a finding is mended: event {@code finding.answered} with the state FIXED.
   *
   * @param evidence the evidence of its version that shows it
   */
  public void fix(Finding finding, UUID evidence, VersionCopy version, Note answer, Cause cause) {
    finding.fix(evidence, answer.id(), cause.actor());
    tell(EventTypes.FINDING_ANSWERED, finding, version, answer, cause);
  }

  /** Ends a finding: event {@code finding.closed}. */
  public void close(
      Finding finding, FindingState.Act act, VersionCopy version, Note reason, Cause cause) {
    finding.close(act, reason.id(), cause.actor(), clock.now());
    tell(EventTypes.FINDING_CLOSED, finding, version, reason, cause);
  }

  /** Returns the findings of a review in order; index (review, id). */
  public List<Finding> inOrder(
      UUID reviewId, @Nullable FindingState state, Optional<UUID> after, int limit) {
    UUID last = after.orElse(new UUID(0, 0));
    return (state == null
            ? find("reviewId = ?1 and id > ?2 order by id", reviewId, last)
            : find("reviewId = ?1 and id > ?2 and state = ?3 order by id", reviewId, last, state))
        .page(0, limit)
        .list();
  }

  /** Returns the findings of the given reviews in order. */
  public List<Finding> of(Collection<UUID> reviewIds) {
    return find("reviewId in ?1 order by id", reviewIds).page(0, MOST).list();
  }

  /** Returns the findings of the given reviews that nobody ended, in order, so many at most. */
  public List<Finding> open(Collection<UUID> reviewIds, int limit) {
    return find(
            "reviewId in ?1 and state in ?2 order by id",
            reviewIds,
            List.of(FindingState.OPEN, FindingState.ANSWERED, FindingState.FIXED))
        .page(0, limit)
        .list();
  }

  private void tell(String type, Finding finding, VersionCopy version, Note text, Cause cause) {
    flush();
    log.append(
        new NewEvent(
            type,
            version.subject(),
            finding.id(),
            finding.revision(),
            version.modelId(),
            cause,
            new FindingChanged(
                finding.id(),
                finding.reviewId(),
                finding.versionId(),
                finding.severity().name(),
                finding.state().name(),
                text.digest(),
                finding.questionId(),
                finding.dueAt(),
                finding.fixedIn())));
  }
}
