package org.assay.review.evidence.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.contracts.problem.Problem;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;

/**
 * What the features of a version's windows are compared with. The first window of an environment
 * that has a feature fixes that for all later ones of its sender, until the version passes a round:
 * who sends windows could else choose it anew with each, and show no drift. It fixes nothing for
 * others, who could else be shut out. What Assay counted of predictions that were evaluated takes
 * the place of what was typed.
 */
@ApplicationScoped
class WindowReferences {

  private final Session entities;

  WindowReferences(Session entities) {
    this.entities = entities;
  }

  /**
   * What a feature is compared with.
   *
   * @param by the window that fixed it
   * @param held whether Assay counted it, of predictions that were evaluated
   * @param mended whether a correction of that window may change it: it is the only one of its
   *     sender, and said nothing
   */
  private record Fixed(
      String feature, UUID by, boolean held, String digest, Instant from, boolean mended) {

    boolean is(WatchedFeature other) {
      return digest.equals(FeatureReference.of(other).digest());
    }

    boolean admits(WatchedFeature feature, Window window, boolean correction) {
      if (held && !window.held()) {
        // Also where it is the same: who guesses few people's counts is not told whether they are.
        return false;
      }
      boolean corrects = correction && mended && from.equals(window.from());
      return is(feature) || corrects || (window.held() && !held);
    }

    Problem.FieldError refuses(WatchedFeature feature) {
      return new Problem.FieldError(
          "/window/features",
          "OTHER_REFERENCE",
          (held
                  ? "Assay counted what %s is compared with, of evidence, for your window %s: have it count this one too, of the same evidence, until a round passes"
                  : "Of %s the kind, the labels and the reference counts are those of your window %s until a round passes")
              .formatted(feature.name(), by));
    }
  }

  /**
   * Returns where a window has another reference than its sender's before it.
   *
   * @param by who sends it
   * @param correction whether it takes another one's place
   */
  List<Problem.FieldError> faults(
      VersionCopy version, Window window, String by, boolean correction) {
    Map<String, Fixed> fixed = fixed(version, window, by);
    List<Problem.FieldError> faults = new ArrayList<>();
    for (WatchedFeature feature : window.features()) {
      Fixed known = fixed.get(feature.name());
      if (known != null && !known.admits(feature, window, correction)) {
        faults.add(known.refuses(feature));
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
    window.features().stream()
        .filter(feature -> evidenceId.equals(references.get(feature.name())))
        .forEach(
            feature ->
                entities
                    .createNativeMutationQuery(
                        """
                        insert into monitoring_reference (evidence_id, feature, version_id,
                               environment, digest, held)
                        values (:id, :feature, :version, :environment, :digest, :held)
                        """)
                    .setParameter("id", evidenceId)
                    .setParameter("feature", feature.name())
                    .setParameter("version", version.id())
                    .setParameter("environment", window.environment())
                    .setParameter("digest", FeatureReference.of(feature).digest())
                    .setParameter("held", window.held())
                    .executeUpdate());
  }

  /** Returns of each feature the window that fixed what it is compared with, this or another. */
  Map<String, UUID> of(UUID evidenceId, VersionCopy version, Window window, String by) {
    Map<String, Fixed> fixed = fixed(version, window, by);
    Map<String, UUID> references = new HashMap<>();
    for (WatchedFeature feature : window.features()) {
      Fixed known = fixed.get(feature.name());
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
   * before the version passed its last round, so that whoever passed it saw it, or before anything
   * was seen there. Once rows have drifted, recent ones would else be evaluated and show none.
   */
  boolean mayHold(VersionCopy version, UUID evidenceId, String environment) {
    return entities
        .createNativeQuery(
            """
            select exists (
                     select 1 from assessment p
                      where p.version_id = e.version_id and p.state = 'PASSED'
                        and p.decided_at > e.created_at)
                or not exists (
                     select 1 from monitoring_window w join evidence f on f.id = w.evidence_id
                      where w.version_id = e.version_id and w.environment = :environment
                        and f.created_at <= e.created_at)
              from evidence e where e.id = :id and e.version_id = :version
            """,
            Tuple.class)
        .setParameter("version", version.id())
        .setParameter("environment", environment)
        .setParameter("id", evidenceId)
        .getSingleResult()
        .get(0, Boolean.class);
  }

  /** Index (version, environment, feature). */
  private Map<String, Fixed> fixed(VersionCopy version, Window window, String by) {
    if (window.features().isEmpty()) {
      return Map.of();
    }
    return entities
        .createNativeQuery(
            """
            select distinct on (r.feature) r.feature, r.evidence_id, r.held, r.digest, w.starts_at,
                   w.drift in ('UNJUDGED', 'UNDECIDED') and not exists (
                     select 1 from monitoring_window o join evidence a on a.id = o.evidence_id
                      where o.version_id = r.version_id and o.environment = r.environment
                        and o.starts_at <> w.starts_at and a.created_at >= e.created_at
                        and a.created_by = e.created_by)
              from monitoring_reference r
              join monitoring_window w on w.evidence_id = r.evidence_id
              join evidence e on e.id = r.evidence_id
             where r.version_id = :version and r.environment = :environment
               and r.feature in (:features) and e.created_by = :by
               and not exists (
                 select 1 from assessment p
                  where p.version_id = r.version_id and p.state = 'PASSED'
                    and p.decided_at > e.created_at)
             order by r.feature, r.held desc, e.created_at desc, r.evidence_id desc
            """,
            Tuple.class)
        .setParameter("version", version.id())
        .setParameter("environment", window.environment())
        .setParameter("by", by)
        .setParameter("features", window.features().stream().map(WatchedFeature::name).toList())
        .getResultList()
        .stream()
        .map(
            row ->
                new Fixed(
                    row.get(0, String.class),
                    row.get(1, UUID.class),
                    row.get(2, Boolean.class),
                    row.get(3, String.class),
                    row.get(4, Instant.class),
                    row.get(5, Boolean.class)))
        .collect(Collectors.toMap(Fixed::feature, Function.identity()));
  }
}
