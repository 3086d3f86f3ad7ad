package org.assay.registry.restatement;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Tells again, after an upgrade, what was told before review-service kept it: {@value #BATCH} in a
 * transaction that also keeps how far it got, so that a restart goes on and none is told twice,
 * also where several copies of this service run.
 */
@ApplicationScoped
class Restatements {

  static final int BATCH = 200;

  private final Session entities;
  private final List<Restated> all;

  Restatements(Session entities, @All List<Restated> all) {
    this.entities = entities;
    this.all = all;
  }

  /** Goes on until all is told; from then on it finds nothing to do by one row each. */
  @Scheduled(
      every = "30s",
      delayed = "5s",
      identity = "restatements",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void goOn() {
    for (Restated restated : all) {
      boolean more = true;
      while (more) {
        more = QuarkusTransaction.requiringNew().call(() -> step(restated));
      }
    }
  }

  private boolean step(Restated restated) {
    Optional<Tuple> open =
        entities
            .createNativeQuery(
                """
                select after_id, last_id from restatement
                 where what = :what and done_at is null for update skip locked
                """,
                Tuple.class)
            .setParameter("what", restated.what())
            .uniqueResultOptional();
    if (open.isEmpty()) {
      return false;
    }
    List<UUID> page = next(restated, open.get());
    if (!page.isEmpty()) {
      restated.restate(page);
    }
    entities
        .createNativeMutationQuery(
            """
            update restatement
               set after_id = coalesce(cast(:reached as uuid), after_id),
                   done_at = case when cast(:reached as uuid) is null then now() end
             where what = :what
            """)
        .setParameter("reached", page.isEmpty() ? null : page.getLast().toString(), String.class)
        .setParameter("what", restated.what())
        .executeUpdate();
    return !page.isEmpty();
  }

  private List<UUID> next(Restated restated, Tuple open) {
    return entities
        .createNativeQuery(restated.next(), Tuple.class)
        .setParameter("after", open.get(0, UUID.class))
        .setParameter("last", open.get(1, UUID.class))
        .setParameter("limit", BATCH)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }
}
