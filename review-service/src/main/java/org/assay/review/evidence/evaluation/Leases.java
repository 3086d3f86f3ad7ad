package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Who makes which job; a worker that says nothing for a while loses it to another one. */
@ApplicationScoped
class Leases {

  /** How long a worker that says nothing is waited for. */
  private static final String LEASE = "interval '30 seconds'";

  private final Session entities;

  Leases(Session entities) {
    this.entities = entities;
  }

  /**
   * Gives a worker a job that nobody makes, or whose worker said nothing for a while: the oldest of
   * the project whose last one was begun longest ago, so that nobody's many hold up others' few.
   */
  Optional<UUID> claim(JobQueue queue, UUID worker) {
    return entities
        .createNativeQuery(
            """
            update %1$s set state = 'RUNNING', worker = :worker, progress = 0,
                   lease_until = clock_timestamp() + %2$s, attempts = attempts + 1,
                   started_at = coalesce(started_at, clock_timestamp())
             where id = (
               select q.id from %1$s q
                where q.state = 'QUEUED'
                   or (q.state = 'RUNNING' and q.lease_until < clock_timestamp())
                order by (
                    select b.started_at from %1$s b
                     where b.project_id = q.project_id and b.started_at is not null
                     order by b.started_at desc limit 1) nulls first, q.id
                limit 1 for update of q skip locked)
            returning id
            """
                .formatted(queue.table(), LEASE),
            Tuple.class)
        .setParameter("worker", worker)
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> row.get(0, UUID.class));
  }

  /** What a worker that says how far it is hears. */
  enum Word {
    GO_ON,
    CANCEL,
    LOST
  }

  /** Says that a worker goes on, and how far it is. */
  Word renew(JobQueue queue, UUID id, UUID worker, int progress) {
    return entities
        .createNativeQuery(
            """
            update %s set lease_until = clock_timestamp() + %s, progress = :progress
             where id = :id and worker = :worker returning cancel_asked
            """
                .formatted(queue.table(), LEASE),
            Tuple.class)
        .setParameter("id", id)
        .setParameter("worker", worker)
        .setParameter("progress", progress)
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> row.get(0, Boolean.class) ? Word.CANCEL : Word.GO_ON)
        .orElse(Word.LOST);
  }

  /** Gives a job back, for whoever comes after a while, which grows. */
  void giveBack(JobQueue queue, UUID id, UUID worker) {
    entities
        .createNativeMutationQuery(
            """
            update %s set lease_until = clock_timestamp() + attempts * interval '15 seconds'
             where id = :id and worker = :worker
            """
                .formatted(queue.table()))
        .setParameter("id", id)
        .setParameter("worker", worker)
        .executeUpdate();
  }
}
