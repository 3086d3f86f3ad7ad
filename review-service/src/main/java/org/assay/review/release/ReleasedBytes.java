package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Which bytes of a model are released where, as decided here. */
@ApplicationScoped
public class ReleasedBytes {

  private final Session entities;

  ReleasedBytes(Session entities) {
    this.entities = entities;
  }

  /**
   * Returns whether bytes of a model are released to an environment: a release of them stands that
   * had not ended when they were started, and their version is not past its last day. A hold does
   * not matter, for it is closed to what is deployed later, and neither does a round that was lost.
   */
  public boolean released(UUID modelId, String digest, String environment, Instant startedAt) {
    return entities
        .createNativeQuery(
            """
            select exists (
              select 1 from version_copy v join release_decision d on d.version_id = v.id
               where v.model_id = :model and v.digest = :digest and d.digest = :digest
                 and d.environment = :environment and d.revocation_id is null
                 and (d.valid_until is null or d.valid_until > :startedAt)
                 and v.state not in ('REVOKED', 'RETIRED')
                 and (v.state <> 'DEPRECATED' or v.last_day is null
                   or cast(:startedAt at time zone 'UTC' as date) <= v.last_day))
            """,
            Tuple.class)
        .setParameter("model", modelId)
        .setParameter("digest", digest)
        .setParameter("environment", environment)
        .setParameter("startedAt", startedAt)
        .getSingleResult()
        .get(0, Boolean.class);
  }

  /**
   * Returns the version of a model in whose place other bytes run: the one that was released last
   * to the environment and still is, else its last one; empty where no version of it is known.
   */
  public Optional<UUID> expected(UUID modelId, String environment) {
    return entities
        .createNativeQuery(
            """
            select v.id
              from version_copy v
              left join lateral (
                select r.id from release_decision r
                 where r.version_id = v.id and r.environment = :environment
                   and r.revocation_id is null
                 order by r.id desc limit 1) d on true
             where v.model_id = :model
             order by d.id desc nulls last, v.number desc limit 1
            """,
            Tuple.class)
        .setParameter("model", modelId)
        .setParameter("environment", environment)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .findFirst();
  }
}
