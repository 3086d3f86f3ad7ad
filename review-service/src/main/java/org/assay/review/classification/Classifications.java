package org.assay.review.classification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The classifications of all models; each model and use case has one line of them. */
@ApplicationScoped
class Classifications implements PanacheRepositoryBase<Classification, UUID> {

  /** Returns the last one of a model in a use case; index (model, use case). */
  Optional<Classification> last(UUID modelId, UUID useCaseId) {
    return find(
            """
            from Classification c where c.modelId = ?1 and c.useCaseId = ?2
             and not exists (select 1 from Classification n where n.supersedes = c.id)
            """,
            modelId,
            useCaseId)
        .firstResultOptional();
  }

  /** Returns the last ones of models in all their use cases; index (model, use case). */
  List<Classification> last(Collection<UUID> modelIds) {
    return modelIds.isEmpty()
        ? List.of()
        : list(
            """
            from Classification c where c.modelId in ?1
             and not exists (select 1 from Classification n where n.supersedes = c.id)
            """,
            modelIds);
  }

  /**
   * Returns those of some digests that no document in the evidence of a version of a model has now;
   * index (model, digest).
   */
  Set<String> unknownEvidence(UUID modelId, Collection<String> digests) {
    Set<String> unknown = new HashSet<>(digests);
    if (!unknown.isEmpty()) {
      getEntityManager()
          .unwrap(Session.class)
          .createNativeQuery(
              """
              select e.digest from evidence e
               where e.model_id = :model and e.digest in (:digests) and e.kind = 'DOCUMENT'
                 and not exists (select 1 from evidence s where s.supersedes = e.id)
              """,
              Tuple.class)
          .setParameter("model", modelId)
          .setParameter("digests", digests)
          .getResultStream()
          .forEach(row -> unknown.remove(row.get(0, String.class)));
    }
    return unknown;
  }

  /** Returns which of them another one followed; unique index on what is superseded. */
  Set<UUID> superseded(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : list("supersedes in ?1", ids).stream()
            .map(Classification::supersedes)
            .collect(Collectors.toSet());
  }

  /** Returns those of a model, newest first; index (model, use case, id). */
  List<Classification> newestFirst(
      UUID modelId, @Nullable UUID useCaseId, Optional<UUID> before, int limit) {
    return find(
            """
            modelId = ?1 and (?2 is null or useCaseId = ?2) and id < ?3 order by id desc
            """,
            modelId,
            useCaseId,
            before.orElse(new UUID(-1, -1)))
        .page(0, limit)
        .list();
  }
}
