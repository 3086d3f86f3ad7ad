package org.assay.review.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/**
 * The versions that bytes may be, one a model, the caller's own projects first: the newest one that
 * is released in the environment, else the newest. Index (digest, model, number).
 */
@ApplicationScoped
class Candidates {

  /** Two models are enough to be ambiguous. */
  private static final int MOST = 2;

  private static final String FIND =
      """
      select clock_timestamp(), c.id, c.model_id, c.project_id, c.name, c.member
        from (values (1)) one (row)
        left join lateral (
          select f.* from (
            select distinct on (v.model_id) v.id, v.model_id, v.project_id, m.name,
                   b.subject is not null as member
              from version_copy v
              join model_copy m on m.id = v.model_id
              left join member_copy b
                on b.project_id = v.project_id and b.subject = :subject and b.until is null
             where v.digest = :digest
               and (cast(:model as text) is null or m.name = cast(:model as text))
             order by v.model_id,
                   exists (select 1 from release_decision d
                            where d.version_id = v.id and d.environment = :environment
                              and d.revocation_id is null) desc,
                   v.number desc) f
           order by f.member desc, f.model_id
           limit :most) c on true
       order by c.member desc, c.model_id
      """;

  private final Session entities;

  Candidates(Session entities) {
    this.entities = entities;
  }

  /**
   * A version with the bytes that were asked for.
   *
   * @param member whether the caller belongs to its project
   */
  record Candidate(UUID versionId, UUID modelId, UUID projectId, String model, boolean member) {}

  /**
   * What was found.
   *
   * @param at the database's time
   * @param candidates at most two, each of another model
   */
  record Found(Instant at, List<Candidate> candidates) {
    Found {
      candidates = List.copyOf(candidates);
    }
  }

  Found find(GateQuestion question) {
    List<Tuple> rows =
        entities
            .createNativeQuery(FIND, Tuple.class)
            .setParameter("digest", question.digest())
            .setParameter("environment", question.environment())
            .setParameter("model", question.model(), String.class)
            .setParameter("subject", question.caller().subject())
            .setParameter("most", MOST)
            .getResultList();
    return new Found(
        rows.getFirst().get(0, Instant.class),
        rows.stream()
            .filter(row -> row.get(1) != null)
            .map(
                row ->
                    new Candidate(
                        row.get(1, UUID.class),
                        row.get(2, UUID.class),
                        row.get(3, UUID.class),
                        row.get(4, String.class),
                        row.get(5, Boolean.class)))
            .toList());
  }
}
