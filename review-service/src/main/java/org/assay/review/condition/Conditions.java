package org.assay.review.condition;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.ConditionChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.note.Note;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The conditions of approvals, each step of which is one event. */
@ApplicationScoped
public class Conditions implements PanacheRepositoryBase<Condition, UUID> {

  /** How many conditions a page of reviews shows at most; a review has a handful. */
  private static final int MOST = 1_000;

  private final EventLog log;
  private final DatabaseClock clock;
  private final Session entities;

  Conditions(EventLog log, DatabaseClock clock, Session entities) {
    this.log = log;
    this.clock = clock;
    this.entities = entities;
  }

  /** Sets a condition: event {@code condition.opened}. */
  public void open(NewCondition asked, VersionCopy version, Note text, Cause cause) {
    Condition condition = Condition.opened(asked, version.id(), text.id(), clock.now());
    persist(condition);
    tell(EventTypes.CONDITION_OPENED, condition, version, text, cause);
  }

  /**
   * Notes that a condition is met: event {@code condition.met}.
   *
   * @param reason what the assignee said who confirmed it; absent where its check decided
   */
  public void meet(Condition condition, VersionCopy version, @Nullable Note reason, Cause cause) {
    condition.end(ConditionState.MET, clock.now());
    tell(EventTypes.CONDITION_MET, condition, version, reason, cause);
  }

  /** Notes that a condition was missed: event {@code condition.missed}; returns its id. */
  public UUID miss(Condition condition, VersionCopy version, Cause cause) {
    condition.end(ConditionState.MISSED, clock.now());
    return tell(EventTypes.CONDITION_MISSED, condition, version, null, cause);
  }

  /** Notes that a lead would have it later: event {@code condition.extension-proposed}. */
  public void propose(
      Condition condition, Instant later, VersionCopy version, Note reason, Cause cause) {
    condition.propose(later, cause.actor());
    tell(EventTypes.CONDITION_EXTENSION_PROPOSED, condition, version, reason, cause);
  }

  /** Extends a condition: event {@code condition.extended}. */
  public void extend(Condition condition, Instant later, VersionCopy version, Cause cause) {
    condition.extend(later);
    tell(EventTypes.CONDITION_EXTENDED, condition, version, null, cause);
  }

  /** Returns the conditions of the given reviews in order, of approvals that fell too. */
  public List<Condition> of(Collection<UUID> reviewIds) {
    return find("reviewId in ?1 order by id", reviewIds).page(0, MOST).list();
  }

  /** Returns the conditions of the given reviews that are not met, in order, so many at most. */
  public List<Condition> open(Collection<UUID> reviewIds, int limit) {
    return find("reviewId in ?1 and state = ?2 order by id", reviewIds, ConditionState.OPEN)
        .page(0, limit)
        .list();
  }

  /** Returns whether an approval of a review that stands has a condition that is not met. */
  public boolean anyOpen(UUID reviewId) {
    return !entities
        .createNativeQuery(
            """
            select 1 from review_condition c
              join review_decision d on d.id = c.decision_id
              join review r on r.id = c.review_id
             where c.review_id = :review and c.state = 'OPEN'
               and d.retracted_at is null and d.evidence_digest = r.evidence_digest
             limit 1
            """,
            Tuple.class)
        .setParameter("review", reviewId)
        .getResultList()
        .isEmpty();
  }

  /** Returns the questions that open conditions of a review are about, of approvals that stand. */
  public Set<String> openQuestions(UUID reviewId) {
    return entities
        .createNativeQuery(
            """
            select distinct c.question_id from review_condition c
              join review_decision d on d.id = c.decision_id
              join review r on r.id = c.review_id
             where c.review_id = :review and c.state = 'OPEN' and c.question_id is not null
               and d.retracted_at is null and d.evidence_digest = r.evidence_digest
            """,
            Tuple.class)
        .setParameter("review", reviewId)
        .getResultList()
        .stream()
        .map(row -> row.get(0, String.class))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the open conditions of a review that a check decides on, in order. */
  public List<Condition> checked(UUID reviewId) {
    return list(
        "reviewId = ?1 and state = ?2 and expression is not null order by id",
        reviewId,
        ConditionState.OPEN);
  }

  /** Returns the ids of open conditions that a check decides on, after an id; index on these. */
  public List<UUID> checkedAfter(UUID last, int limit) {
    return entities
        .createNativeQuery(
            """
            select id from review_condition
             where state = 'OPEN' and expression is not null and id > :last
               and due_at > clock_timestamp()
             order by id limit :limit
            """,
            Tuple.class)
        .setParameter("last", last)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns the ids of open conditions whose time is over, the longest first; index on due. */
  public List<UUID> overdue(int limit) {
    return entities
        .createNativeQuery(
            """
            select id from review_condition where state = 'OPEN' and due_at <= clock_timestamp()
             order by due_at limit :limit
            """,
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  private UUID tell(
      String type, Condition condition, VersionCopy version, @Nullable Note text, Cause cause) {
    flush();
    return log.append(
        new NewEvent(
            type,
            version.subject(),
            condition.id(),
            condition.revision(),
            version.modelId(),
            cause,
            new ConditionChanged(
                condition.id(),
                condition.reviewId(),
                condition.approvalId(),
                condition.versionId(),
                condition.state().name(),
                condition.dueAt(),
                condition.proposedDueAt(),
                condition.ifMissed().name(),
                condition.questionId(),
                text == null ? null : text.digest(),
                condition.check() == null ? "MANUAL" : "CEL")));
  }
}
