package org.assay.registry.alias;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.registry.model.Model;
import org.jspecify.annotations.Nullable;

/** The aliases of all models, now and at any instant. Writes are under the model's row lock. */
@ApplicationScoped
public class Aliases {

  /** The most aliases of one model, so that a model can be shown with all of them. */
  public static final int MAX_ALIASES = 500;

  /** SQL of models and of what each alias takes to show. */
  public static final String WEIGHTS_OF_MODELS =
      "select model_id, 32 + octet_length(name) from model_alias";

  /** SQL of versions and of what each alias takes to show. */
  public static final String WEIGHTS_OF_VERSIONS =
      "select version_id, 32 + octet_length(name) from model_alias";

  private static final String COLUMNS =
      "select model_id, name, version_id, number, decision_id, moved_at, moved_by from model_alias";

  private static final String MOVES =
      """
      select revision, from_number, to_number, decision_id, moved_at, moved_by
        from alias_move
       where model_id = :model and name = :name and %s
       order by revision desc
      """;

  private final EntityManager entities;

  Aliases(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns where an alias points ({@code model_alias_pk}). */
  public Optional<Alias> find(UUID modelId, String name) {
    return aliases(
            entities
                .createNativeQuery(
                    COLUMNS + " where model_id = :model and name = :name", Tuple.class)
                .setParameter("model", modelId)
                .setParameter("name", name))
        .stream()
        .findFirst();
  }

  /** Returns the aliases of models, each model's by name, in one statement. */
  public Map<UUID, List<Alias>> ofModels(Collection<UUID> modelIds) {
    return modelIds.isEmpty()
        ? Map.of()
        : by(modelIds, " where model_id = any(:ids) order by model_id, name").stream()
            .collect(Collectors.groupingBy(Alias::modelId));
  }

  /** Returns the aliases that point at versions, each version's by name, in one statement. */
  public Map<UUID, List<Alias>> ofVersions(Collection<UUID> versionIds) {
    return versionIds.isEmpty()
        ? Map.of()
        : by(versionIds, " where version_id = any(:ids) order by version_id, name").stream()
            .collect(Collectors.groupingBy(Alias::versionId));
  }

  /**
   * Returns where the aliases of a model pointed at an instant, by name ({@code alias_move_pk}); at
   * most {@value #MAX_ALIASES} did at once, however many came and went.
   *
   * @param name only this one, null for all
   */
  public List<Alias> asOf(UUID modelId, @Nullable String name, Instant at) {
    Query query =
        entities
            .createNativeQuery(
                """
                select * from (
                  select distinct on (name)
                         model_id, name, to_version_id, to_number, decision_id, moved_at, moved_by
                    from alias_move
                   where model_id = :model and moved_at <= :at%s
                   order by name, revision desc) as last
                 where to_version_id is not null order by name
                """
                    .formatted(name == null ? "" : " and name = :name"),
                Tuple.class)
            .setParameter("model", modelId)
            .setParameter("at", at);
    if (name != null) {
      query.setParameter("name", name);
    }
    return aliases(query);
  }

  /**
   * Returns the moves of an alias, the latest first ({@code alias_move_pk}).
   *
   * @param before only moves of an earlier revision of the model
   * @param limit the most to return
   */
  public List<AliasMove> moves(UUID modelId, String name, long before, int limit) {
    List<?> rows =
        entities
            .createNativeQuery(MOVES.formatted("revision < :before"), Tuple.class)
            .setParameter("model", modelId)
            .setParameter("name", name)
            .setParameter("before", before)
            .setMaxResults(limit)
            .getResultList();
    return rows.stream().map(row -> move((Tuple) row)).toList();
  }

  /**
   * Returns the latest move of an alias that led to another version, or to none: what only renewed
   * the decision is passed over ({@code alias_move_pk}).
   */
  Optional<AliasMove> arrival(UUID modelId, String name) {
    List<?> rows =
        entities
            .createNativeQuery(
                MOVES.formatted("from_version_id is distinct from to_version_id"), Tuple.class)
            .setParameter("model", modelId)
            .setParameter("name", name)
            .setMaxResults(1)
            .getResultList();
    return rows.stream().findFirst().map(row -> move((Tuple) row));
  }

  /** Writes a move and where the alias points after it. */
  void write(Model model, String name, long revision, Step step, String by) {
    Tuple written =
        (Tuple)
            entities
                .createNativeQuery(
                    """
                    insert into alias_move (project_id, model_id, name, revision, from_version_id,
                      from_number, to_version_id, to_number, decision_id, moved_at, moved_by)
                    values (:project, :model, :name, :revision, cast(:from as uuid),
                      cast(:fromNumber as integer), cast(:to as uuid), cast(:toNumber as integer),
                      cast(:decision as uuid), clock_timestamp(), :by)
                    returning moved_at
                    """,
                    Tuple.class)
                .setParameter("project", model.projectId())
                .setParameter("model", model.id())
                .setParameter("name", name)
                .setParameter("revision", revision)
                .setParameter("from", text(step.from() == null ? null : step.from().versionId()))
                .setParameter("fromNumber", text(step.from() == null ? null : step.from().number()))
                .setParameter("to", text(step.toVersionId()))
                .setParameter("toNumber", text(step.toNumber()))
                .setParameter("decision", text(step.decisionId()))
                .setParameter("by", by)
                .getSingleResult();
    point(model, name, step, written.get(0, Instant.class), by);
  }

  private void point(Model model, String name, Step step, Instant at, String by) {
    if (step.toVersionId() == null) {
      entities
          .createNativeQuery("delete from model_alias where model_id = :model and name = :name")
          .setParameter("model", model.id())
          .setParameter("name", name)
          .executeUpdate();
      return;
    }
    entities
        .createNativeQuery(
            """
            insert into model_alias
              (project_id, model_id, name, version_id, number, decision_id, moved_at, moved_by)
            values (:project, :model, :name, :to, cast(:number as integer),
              cast(:decision as uuid), :at, :by)
            on conflict (model_id, name) do update
              set version_id = excluded.version_id, number = excluded.number,
                  decision_id = excluded.decision_id, moved_at = excluded.moved_at,
                  moved_by = excluded.moved_by
            """)
        .setParameter("project", model.projectId())
        .setParameter("model", model.id())
        .setParameter("name", name)
        .setParameter("to", step.toVersionId())
        .setParameter("number", text(step.toNumber()))
        .setParameter("decision", text(step.decisionId()))
        .setParameter("at", at)
        .setParameter("by", by)
        .executeUpdate();
  }

  /** Null keeps its type only as a text that the statement casts. */
  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private List<Alias> by(Collection<UUID> ids, String condition) {
    return aliases(
        entities
            .createNativeQuery(COLUMNS + condition, Tuple.class)
            .setParameter("ids", ids.toArray(UUID[]::new)));
  }

  private static List<Alias> aliases(Query query) {
    List<?> rows = query.getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(
            row ->
                new Alias(
                    row.get(0, UUID.class),
                    row.get(1, String.class),
                    row.get(2, UUID.class),
                    row.get(3, Integer.class),
                    row.get(4, UUID.class),
                    row.get(5, Instant.class),
                    row.get(6, String.class)))
        .toList();
  }

  private static AliasMove move(Tuple row) {
    return new AliasMove(
        row.get(0, Long.class),
        row.get(1, Integer.class),
        row.get(2, Integer.class),
        row.get(3, UUID.class),
        row.get(4, Instant.class),
        row.get(5, String.class));
  }

  /**
   * From where to where an alias goes.
   *
   * @param from where it points, null where it is new
   * @param toVersionId the version it goes to, null where it is removed
   * @param toNumber that version's number
   * @param decisionId the release that lets it go there
   */
  record Step(
      @Nullable Alias from,
      @Nullable UUID toVersionId,
      @Nullable Integer toNumber,
      @Nullable UUID decisionId) {}
}
