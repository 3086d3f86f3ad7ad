package org.assay.review.evidence.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.contracts.problem.Problem;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What the features of a version's windows are compared with. The first window of an environment
 * that has a feature fixes that for all later ones of its sender, until the version passes a round:
 * who sends windows could else choose it anew with each, and show no drift. It fixes nothing for
 * others, who could else be shut out. What Assay counted of predictions that were evaluated takes
 * the place of what was typed.
 */
@ApplicationScoped
class WindowReferences {

  private static final String PASSED_SINCE =
      """
      exists (
        select 1 from assessment p
         where p.version_id = e.version_id and p.passed_at > e.created_at)
      """;

  private final Session entities;

  WindowReferences(Session entities) {
    this.entities = entities;
  }

  /**
   * Returns where a window has another reference than its sender's before it.
   *
   * @param by who sends it
   * @param correction whether it takes another one's place
   */
  List<Problem.FieldError> faults(
      VersionCopy version, Window window, String by, boolean correction) {
    List<String> names = window.features().stream().map(WatchedFeature::name).toList();
    Map<String, FixedReference> fixed = fixed(version, window.environment(), names, by);
    WindowSource source = window.source();
    List<Problem.FieldError> faults = new ArrayList<>();
    if (source != null && window.held()) {
      faults.addAll(columnFaults(fixed, source.columns(), window, correction));
    }
    if (!faults.isEmpty()) {
      return faults;
    }
    for (WatchedFeature feature : window.features()) {
      FixedReference known = fixed.get(feature.name());
      if (known != null && !known.admits(feature, window, correction)) {
        faults.add(known.refuses(feature.name()));
      }
    }
    return faults;
  }

  /**
   * Returns which columns are others than those of the sender's windows before, as far as that is
   * known before they are counted.
   *
   * @param columns with everything said
   * @param predictions whether they are compared with predictions that were evaluated
   * @param score what the score is called in these, where they have one
   */
  List<Problem.FieldError> faults(
      VersionCopy version,
      WindowJob.Asked asked,
      List<WatchedColumn> columns,
      boolean predictions,
      @Nullable String score) {
    Window window = asked.window();
    List<String> names = columns.stream().map(WatchedColumn::name).toList();
    Map<String, FixedReference> fixed = fixed(version, window.environment(), names, asked.by());
    if (!predictions) {
      return fixed.values().stream()
          .filter(FixedReference::held)
          .map(known -> known.refuses(known.feature()))
          .toList();
    }
    List<Problem.FieldError> faults =
        columnFaults(fixed, columns, window, asked.supersedes() != null);
    for (WatchedColumn column : columns) {
      FixedReference known = fixed.get(column.name());
      if ((known == null || !known.held()) && !column.isScore(score)) {
        faults.add(
            new Problem.FieldError(
                "/window/columns",
                "NOT_THE_SCORE",
                "%s is a SCORE, which is the column %s of these predictions; leave out its reference_column"
                    .formatted(column.name(), score)));
      }
    }
    return faults;
  }

  private static List<Problem.FieldError> columnFaults(
      Map<String, FixedReference> fixed,
      List<WatchedColumn> columns,
      Window window,
      boolean correction) {
    List<Problem.FieldError> faults = new ArrayList<>();
    for (WatchedColumn column : columns) {
      FixedReference known = fixed.get(column.name());
      if (known != null && !known.admits(column, window, correction)) {
        faults.add(known.refuses(column));
      }
    }
    return faults;
  }

  /**
   * Fixes what no window before a kept one did.
   *
   * @param references as {@link #of} returns them
   */
  void keep(UUID evidenceId, VersionCopy version, Window window, Map<String, UUID> references) {
    WindowSource source = window.source();
    window.features().stream()
        .filter(feature -> evidenceId.equals(references.get(feature.name())))
        .forEach(
            feature ->
                entities
                    .createNativeMutationQuery(
                        """
                        insert into monitoring_reference (evidence_id, feature, version_id,
                               environment, digest, held, predictions)
                        values (:id, :feature, :version, :environment, :digest, :held,
                                :predictions)
                        """)
                    .setParameter("id", evidenceId)
                    .setParameter("feature", feature.name())
                    .setParameter("version", version.id())
                    .setParameter("environment", window.environment())
                    .setParameter("digest", FeatureReference.of(feature).digest())
                    .setParameter("held", window.held())
                    .setParameter(
                        "predictions", source == null ? null : source.evidence(), UUID.class)
                    .executeUpdate());
  }

  /** Returns of each feature the window that fixed what it is compared with, this or another. */
  Map<String, UUID> of(UUID evidenceId, VersionCopy version, Window window, String by) {
    List<String> names = window.features().stream().map(WatchedFeature::name).toList();
    Map<String, FixedReference> fixed = fixed(version, window.environment(), names, by);
    Map<String, UUID> references = new HashMap<>();
    for (WatchedFeature feature : window.features()) {
      FixedReference known = fixed.get(feature.name());
      references.put(
          feature.name(),
          known != null && known.is(feature) && known.held() == window.held()
              ? known.by()
              : evidenceId);
    }
    return references;
  }

  /**
   * Says whether windows of an environment may be compared with a record of evidence: it was there
   * before the version passed a round, so that whoever passed it saw it, or before anything was
   * seen there. Once rows have drifted, recent ones would else be evaluated and show none.
   */
  boolean mayHold(VersionCopy version, UUID evidenceId, String environment) {
    return holds(
        """
        select %s
            or not exists (
                 select 1 from monitoring_window w join evidence f on f.id = w.evidence_id
                  where w.version_id = e.version_id and w.environment = :environment
                    and f.created_at <= e.created_at)
          from evidence e where e.id = :id and e.version_id = :version
        """,
        version, evidenceId, environment);
  }

  /**
   * Says whether windows of an environment are compared with a record of evidence since the version
   * passed its last round. They go on with it whatever becomes of it, or new evidence would shut
   * out who sends them. Index (version, environment, feature).
   */
  boolean goOnWith(VersionCopy version, UUID evidenceId, String environment) {
    return holds(
        """
        select exists (
          select 1 from monitoring_reference r join evidence e on e.id = r.evidence_id
           where r.version_id = :version and r.environment = :environment
             and r.predictions = :id and not %s)
        """,
        version, evidenceId, environment);
  }

  private boolean holds(String sql, VersionCopy version, UUID evidenceId, String environment) {
    return entities
        .createNativeQuery(sql.formatted(PASSED_SINCE), Tuple.class)
        .setParameter("version", version.id())
        .setParameter("environment", environment)
        .setParameter("id", evidenceId)
        .getSingleResult()
        .get(0, Boolean.class);
  }

  /** Index (version, environment, feature). */
  private Map<String, FixedReference> fixed(
      VersionCopy version, String environment, List<String> features, String by) {
    if (features.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Window> windows = new HashMap<>();
    return entities
        .createNativeQuery(
            """
            select distinct on (r.feature) r.feature, r.evidence_id, r.held, r.digest,
                   w.drift in ('UNJUDGED', 'UNDECIDED') and not exists (
                     select 1 from monitoring_window o join evidence a on a.id = o.evidence_id
                      where o.version_id = r.version_id and o.environment = r.environment
                        and o.starts_at <> w.starts_at and a.created_at >= e.created_at
                        and a.created_by = e.created_by)
              from monitoring_reference r
              join monitoring_window w on w.evidence_id = r.evidence_id
              join evidence e on e.id = r.evidence_id
             where r.version_id = :version and r.environment = :environment
               and r.feature in (:features) and e.created_by = :by and not %s
             order by r.feature, r.held desc, e.created_at desc, r.evidence_id desc
            """
                .formatted(PASSED_SINCE),
            Tuple.class)
        .setParameter("version", version.id())
        .setParameter("environment", environment)
        .setParameter("by", by)
        .setParameter("features", features)
        .getResultList()
        .stream()
        .map(
            row ->
                new FixedReference(
                    row.get(0, String.class),
                    row.get(1, UUID.class),
                    row.get(2, Boolean.class),
                    row.get(3, String.class),
                    windows.computeIfAbsent(row.get(1, UUID.class), this::window),
                    row.get(4, Boolean.class)))
        .collect(Collectors.toMap(FixedReference::feature, Function.identity()));
  }

  private Window window(UUID id) {
    return Objects.requireNonNull(entities.find(MonitoringWindow.class, id)).window();
  }
}
