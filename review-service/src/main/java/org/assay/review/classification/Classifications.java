package org.assay.review.classification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /**
   * Notes that one does not hold any more; false where that was noted before.
   *
   * @param at since when
   */
  boolean over(UUID id, Instant at) {
    return getEntityManager()
            .unwrap(Session.class)
            .createNativeMutationQuery(
                "update classification set over_at = :at where id = :id and over_at is null")
            .setParameter("id", id)
            .setParameter("at", at)
            .executeUpdate()
        == 1;
  }

  /** Returns those whose time is over, which nobody noted; index classification_over_ix. */
  List<UUID> due(int limit) {
    return ids(
        """
        select id from classification
         where over_at is null and valid_until <= clock_timestamp() order by valid_until limit :limit
        """,
        Map.of("limit", limit));
  }

  /**
   * Returns those of a use case that were given for an earlier revision, which nobody noted; index
   * classification_use_case_ix.
   */
  List<UUID> of(UUID useCaseId, long revision) {
    return ids(
        """
        select id from classification
         where over_at is null and use_case_id = :use and use_case_revision < :revision order by id
        """,
        Map.of("use", useCaseId, "revision", revision));
  }

  private List<UUID> ids(String query, Map<String, Object> parameters) {
    var found = getEntityManager().unwrap(Session.class).createNativeQuery(query, Tuple.class);
    parameters.forEach((name, value) -> found.setParameter(name, value));
    return found.getResultList().stream().map(row -> row.get(0, UUID.class)).toList();
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
   * Returns those of some digests that no document in the evidence of a version of their model has
   * now, by model; one statement, by index (model, digest).
   */
  Map<UUID, Set<String>> unknownEvidence(Map<UUID, Set<String>> digests) {
    Map<UUID, Set<String>> unknown = new HashMap<>();
    digests.forEach((model, named) -> unknown.put(model, new HashSet<>(named)));
    Set<String> all = digests.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    if (!all.isEmpty()) {
      getEntityManager()
          .unwrap(Session.class)
          .createNativeQuery(
              """
              select e.model_id, e.digest from evidence e
               where e.model_id in (:models) and e.digest in (:digests) and e.kind = 'DOCUMENT'
                 and not exists (select 1 from evidence s where s.supersedes = e.id)
              """,
              Tuple.class)
          .setParameter("models", digests.keySet())
          .setParameter("digests", all)
          .getResultStream()
          .forEach(
              row ->
                  unknown
                      .getOrDefault(row.get(0, UUID.class), new HashSet<>())
                      .remove(row.get(1, String.class)));
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
