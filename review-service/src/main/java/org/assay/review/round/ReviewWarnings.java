package org.assay.review.round;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.SlaReached;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;

/** What was told of the clocks of reviews, each of it one event, and what is to be told. */
@ApplicationScoped
class ReviewWarnings implements PanacheRepositoryBase<ReviewWarning, UUID> {

  private final EventLog log;
  private final Session entities;

  ReviewWarnings(EventLog log, Session entities) {
    this.log = log;
    this.entities = entities;
  }

  /** Tells a share of a review's time: event {@code sla.warned}, {@code breached} or so on. */
  void tell(
      Review review,
      ClockLevel level,
      Instant dueAt,
      Instant now,
      VersionCopy version,
      Cause cause) {
    ReviewWarning warning = ReviewWarning.given(review.id(), level, dueAt, now);
    persist(warning);
    flush();
    log.append(
        new NewEvent(
            level.eventType(),
            version.subject(),
            warning.id(),
            1,
            review.modelId(),
            cause,
            new SlaReached(review.id(), version.id(), dueAt, level.percent(), level.to())));
  }

  /**
   * Returns the ids of reviews of which something is to be told, the longest first; index on it.
   */
  List<UUID> due(int limit) {
    return ids(
        """
        select id from review where clock_next_at <= now()
         order by clock_next_at limit :limit
        """,
        limit);
  }

  /** Returns the ids of reviews whose calendar was set since they were counted; index on both. */
  List<UUID> outdated(int limit) {
    return ids(
        """
        select r.id from unit_calendar c
          join review r on r.clock_unit = c.unit and r.clock_revision < c.revision
         where r.clock_since is not null
         limit :limit
        """,
        limit);
  }

  private List<UUID> ids(String sql, int limit) {
    return entities
        .createNativeQuery(sql, Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }
}
