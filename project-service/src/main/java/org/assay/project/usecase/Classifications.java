package org.assay.project.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.ClassificationDecided;
import org.assay.contracts.event.ClassificationExpired;
import org.hibernate.Session;

/** The copies of what review-service classified. */
@ApplicationScoped
class Classifications {

  /** How many models a use case shows. */
  static final int MOST = 20;

  private final Session entities;

  Classifications(Session entities) {
    this.entities = entities;
  }

  /**
   * Takes over a classification; one that was told of before the last one changes nothing.
   *
   * @param model the model's full name
   * @param position the place of the event in review-service's log
   */
  void keep(ClassificationDecided decided, String model, long position) {
    entities
        .createNativeMutationQuery(
            """
            insert into use_case_classification (use_case_id, model_id, model, classification_id,
              tier, questionnaire_version, valid_until, position)
            values (:useCase, :modelId, :model, :id, :tier, :questionnaire, :validUntil, :position)
            on conflict (use_case_id, model_id) do update
              set model = excluded.model, classification_id = excluded.classification_id,
                  tier = excluded.tier, questionnaire_version = excluded.questionnaire_version,
                  valid_until = excluded.valid_until, expired = false,
                  position = excluded.position
              where use_case_classification.position < excluded.position
            """)
        .setParameter("useCase", decided.useCaseId())
        .setParameter("modelId", decided.modelId())
        .setParameter("model", model)
        .setParameter("id", decided.classificationId())
        .setParameter("tier", decided.tier())
        .setParameter("questionnaire", decided.questionnaireVersion())
        .setParameter("validUntil", decided.validUntil())
        .setParameter("position", position)
        .executeUpdate();
  }

  /** Takes over that the answers of a classification hold no more (primary key). */
  void expire(ClassificationExpired expired) {
    entities
        .createNativeMutationQuery(
            """
            update use_case_classification set expired = true
             where use_case_id = :useCase and model_id = :model and classification_id = :id
            """)
        .setParameter("useCase", expired.useCaseId())
        .setParameter("model", expired.modelId())
        .setParameter("id", expired.classificationId())
        .executeUpdate();
  }

  /**
   * Returns the {@value #MOST} classifications of each of a page's worth of use cases that weigh
   * most, the highest tier first (primary key).
   */
  Map<UUID, List<ClassificationView>> of(Collection<UUID> useCases) {
    if (useCases.isEmpty()) {
      return Map.of();
    }
    return entities
        .createNativeQuery(
            """
            select u.id, c.classification_id, c.model, c.tier, c.valid_until,
                   c.expired or c.valid_until <= clock_timestamp(), c.questionnaire_version
              from unnest(:useCases) u (id)
              cross join lateral (
                select k.*, array_position(
                         array['PROHIBITED', 'HIGH', 'LIMITED', 'MINIMAL'], k.tier) as weight
                  from use_case_classification k where k.use_case_id = u.id
                 order by weight, k.model limit :most) c
             order by u.id, c.weight, c.model
            """,
            Tuple.class)
        .setParameter("useCases", useCases.toArray(UUID[]::new))
        .setParameter("most", MOST)
        .getResultList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(0, UUID.class),
                Collectors.mapping(Classifications::view, Collectors.toList())));
  }

  private static ClassificationView view(Tuple row) {
    return new ClassificationView(
        row.get(1, UUID.class),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, Instant.class),
        row.get(5, Boolean.class),
        row.get(6, String.class));
  }
}
