package org.assay.review.gate;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;

/**
 * Removes what denials were told more than a day ago: only those of the current hour are asked for,
 * and the event log keeps them all. Several copies may do it at once.
 */
@ApplicationScoped
class GateDenialCleaning {

  private static final int CHUNK = 1_000;

  /** Index (hour, ...) of gate_denial_hour_uq. */
  private static final String REMOVE =
      """
      delete from gate_denial where id in (
        select id from gate_denial where hour < clock_timestamp() - interval '1 day'
         order by hour limit :chunk)
      """;

  private final Session entities;

  GateDenialCleaning(Session entities) {
    this.entities = entities;
  }

  /** Removes chunk after chunk, each committed by itself, so that no denial waits for it. */
  @Scheduled(
      identity = "gate-denial-cleaning",
      every = "1h",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void clean() {
    int removed;
    do {
      removed = QuarkusTransaction.requiringNew().call(this::chunk);
    } while (removed == CHUNK);
  }

  private int chunk() {
    return entities.createNativeMutationQuery(REMOVE).setParameter("chunk", CHUNK).executeUpdate();
  }
}
