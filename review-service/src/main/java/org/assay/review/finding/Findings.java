package org.assay.review.finding;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.FindingChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.note.Note;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;

/** The findings, each step of which is one event. */
@ApplicationScoped
public class Findings implements PanacheRepositoryBase<Finding, UUID> {

  /** How many findings a page of reviews shows at most; a review has a handful. */
  private static final int MOST = 1_000;

  private final EventLog log;
  private final DatabaseClock clock;

  Findings(EventLog log, DatabaseClock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Opens a finding of a review: event {@code finding.opened}.
   *
   * @param owner the {@code sub} of who has to answer
   * @param by the {@code sub} of the reviewer
   */
  public Finding open(
      UUID reviewId, VersionCopy version, String owner, String by, Note text, Cause cause) {
    Finding finding = Finding.opened(reviewId, version.id(), owner, by, text.id(), clock.now());
    persist(finding);
    tell(EventTypes.FINDING_OPENED, finding, version, text, cause);
    return finding;
  }

  /** Answers a finding: event {@code finding.answered}. */
  public void answer(Finding finding, VersionCopy version, Note answer, Cause cause) {
    finding.answer(answer.id());
    tell(EventTypes.FINDING_ANSWERED, finding, version, answer, cause);
  }

  /** Returns the findings of the given reviews in order. */
  public List<Finding> of(Collection<UUID> reviewIds) {
    return find("reviewId in ?1 order by id", reviewIds).page(0, MOST).list();
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
                text.digest())));
  }
}
