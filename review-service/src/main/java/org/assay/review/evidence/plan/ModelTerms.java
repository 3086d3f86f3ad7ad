package org.assay.review.evidence.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.UUID;
import org.assay.review.classification.Tier;
import org.hibernate.Session;

/** What reports about a model are held to now. */
@ApplicationScoped
public class ModelTerms {

  private final Session entities;

  ModelTerms(Session entities) {
    this.entities = entities;
  }

  /** By the highest tier that the model has in any use case; index (model, use case). */
  public ReportTerms of(UUID modelId) {
    return ReportTerms.of(
        entities
            .createNativeQuery(
                """
                select c.tier from classification c
                 where c.model_id = :model
                   and not exists (select 1 from classification n where n.supersedes = c.id)
                 order by array_position(
                   array['PROHIBITED', 'HIGH', 'LIMITED', 'MINIMAL'], c.tier) limit 1
                """,
                Tuple.class)
            .setParameter("model", modelId)
            .uniqueResultOptional()
            .map(row -> Tier.valueOf(row.get(0, String.class))));
  }
}
