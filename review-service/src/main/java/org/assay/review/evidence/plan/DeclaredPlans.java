package org.assay.review.evidence.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.review.evidence.plan.PlanView.LookView;
import org.hibernate.Session;

/** The plans of versions; each version has few. */
@ApplicationScoped
public class DeclaredPlans implements PanacheRepositoryBase<DeclaredPlan, UUID> {

  /** How many plans a version has at most. */
  static final int MOST = 20;

  private final Session entities;

  DeclaredPlans(Session entities) {
    this.entities = entities;
  }

  /** Returns the evaluations by plans, in their order; index (plan, look), bounded by the plans. */
  Map<UUID, List<LookView>> looks(Collection<UUID> planIds) {
    Map<UUID, List<LookView>> looks = new HashMap<>();
    if (planIds.isEmpty()) {
      return looks;
    }
    entities
        .createNativeQuery(
            """
            select plan_id, evidence_id, look, state, data_digest, requested_at
              from evaluation where plan_id in (:plans) order by look
            """,
            Tuple.class)
        .setParameter("plans", planIds)
        .getResultList()
        .forEach(
            row ->
                looks
                    .computeIfAbsent(row.get(0, UUID.class), _ -> new ArrayList<>())
                    .add(
                        new LookView(
                            row.get(1, UUID.class),
                            row.get(2, Integer.class),
                            row.get(3, String.class),
                            row.get(4, String.class),
                            row.get(5, Instant.class))));
    return looks;
  }

  /** Returns a plan of a version. */
  public Optional<DeclaredPlan> of(UUID versionId, UUID id) {
    return find("id = ?1 and versionId = ?2", id, versionId).firstResultOptional();
  }

  /** Returns the newest plan of which an evaluation is in the version's evidence now. */
  public Optional<DeclaredPlan> evaluated(UUID versionId) {
    return entities
        .createNativeQuery(
            """
            select p.* from evaluation_plan p
             where p.version_id = :version
               and exists (
                 select 1 from evaluation x join evidence e on e.id = x.evidence_id
                  where x.plan_id = p.id
                    and not exists (select 1 from evidence s where s.supersedes = e.id))
             order by p.number desc limit 1
            """,
            DeclaredPlan.class)
        .setParameter("version", versionId)
        .uniqueResultOptional();
  }

  /** Returns all plans of a version, the newest first; index (version, number). */
  List<DeclaredPlan> newestFirst(UUID versionId) {
    return find("versionId = ?1 order by number desc", versionId).page(0, MOST).list();
  }
}
