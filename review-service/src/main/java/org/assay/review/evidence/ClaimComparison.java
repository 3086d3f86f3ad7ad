package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.review.evidence.evaluation.Evaluations;
import org.assay.review.replica.DatabaseClock;
import org.hibernate.Session;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is claimed of a version with what Assay computed of it, as soon as the second of
 * the two is there: figures of the same name and group. Where the claim names data of which
 * predictions were evaluated, it is not compared with predictions of others; where it names data
 * that nobody here knows, it is compared with all, since naming some is no way around. Where
 * several attributes have such a figure, agreeing with one is enough.
 *
 * <p>A metric that the version was registered with names no data either: it is compared with what
 * is computed of all rows by every record. Since it names no attribute, none compares groups.
 */
@ApplicationScoped
class ClaimComparison {

  private static final String PAIRS =
      """
      with current as (
        select e.id, e.data_digest from evidence e
         where e.version_id = :version
           and not exists (select 1 from evidence s where s.supersedes = e.id)),
      known as (
        select x.data_digest from current e join evaluation x on x.evidence_id = e.id),
      computed as (
        select e.id, cast(null as text) as data_digest, s.statistic, s.group_name, true as of_groups,
               cast(null as text) as attribute, s.value, s.ci_low, s.ci_high
          from current e join evidence_statistic s on s.evidence_id = e.id
         where s.other_group is null and s.value is not null
        union all
        select e.id, x.data_digest, r ->> 'statistic', r ->> 'group',
               r ->> 'attribute' is not null, r ->> 'attribute',
               cast(r ->> 'value' as double precision),
               cast(r ->> 'ci_low' as double precision), cast(r ->> 'ci_high' as double precision)
          from current e join evaluation x on x.evidence_id = e.id
          cross join lateral json_array_elements(cast(x.report as json)) r
         where r ->> 'other' is null and r ->> 'class_name' is null and r ->> 'value' is not null
        union all
        select e.id, null, r ->> 'statistic', r ->> 'group', false, null,
               cast(r ->> 'value' as double precision),
               cast(r ->> 'ci_low' as double precision), cast(r ->> 'ci_high' as double precision)
          from current e join evidence_report x on x.evidence_id = e.id
          cross join lateral json_array_elements(cast(x.report as json)) r
         where r ->> 'value' is not null),
      claimed as (
        select e.id, cast(null as text) as metric, c.position, c.statistic, c.group_name, c.value,
               e.data_digest
          from current e join evidence_claim c on c.evidence_id = e.id
        union all
        select null, m.metric, 0, m.statistic, null, m.value, null
          from registered_metric m where m.version_id = :version)
      select c.id, c.metric, c.statistic, c.group_name, c.value, k.id, k.of_groups, k.value,
             k.ci_low, k.ci_high, k.attribute
        from claimed c
        join computed k on k.statistic = c.statistic and k.group_name is not distinct from c.group_name
         and (c.data_digest is null or k.data_digest is null or c.data_digest = k.data_digest
           or c.data_digest not in (select data_digest from known))
       where c.id = cast(:added as uuid) or k.id = cast(:added as uuid)
          or c.metric is not null and cast(:added as uuid) is null
       order by c.id, c.metric, c.position, k.id
      """;

  private final Session entities;
  private final Disagreements disagreements;
  private final Evaluations evaluations;
  private final GroupReports reports;
  private final EvidenceReports kept;
  private final DatabaseClock clock;

  ClaimComparison(
      Session entities,
      Disagreements disagreements,
      Evaluations evaluations,
      GroupReports reports,
      EvidenceReports kept,
      DatabaseClock clock) {
    this.entities = entities;
    this.disagreements = disagreements;
    this.evaluations = evaluations;
    this.reports = reports;
    this.kept = kept;
    this.clock = clock;
  }

  /** A figure of a claim, or a metric, beside the record that it is compared with. */
  private record Claimed(
      @Nullable UUID claim,
      @Nullable String metric,
      String statistic,
      @Nullable String group,
      double value,
      UUID computed) {}

  private record Candidate(ComputedFigure figure, boolean ofGroups, @Nullable String attribute) {}

  private record Found(Candidate nearest, boolean small) {}

  /** Compares the metrics that a version was registered with with all that is there. */
  void compareMetrics(UUID versionId) {
    compare(versionId, null);
  }

  /**
   * Compares a record that was just added with what is there of the other kind.
   *
   * @param added null where metrics were told instead
   */
  void compare(UUID versionId, @Nullable UUID added) {
    Map<Claimed, Found> otherwise = new LinkedHashMap<>();
    Map<UUID, Masked> masked = new HashMap<>();
    candidates(versionId, added)
        .forEach(
            (claimed, candidates) -> {
              if (candidates.stream().noneMatch(one -> one.figure().agreesWith(claimed.value()))) {
                Masked hidden = masked.computeIfAbsent(claimed.computed(), this::masked);
                otherwise.put(
                    claimed,
                    new Found(
                        nearest(claimed, candidates),
                        candidates.stream()
                            .anyMatch(one -> hidden.hides(claimed.group(), one.attribute()))));
              }
            });
    disagreements.keep(
        versionId,
        otherwise.entrySet().stream()
            .map(one -> disagreement(one.getKey(), one.getValue()))
            .toList(),
        clock.now());
  }

  private static Disagreement disagreement(Claimed claimed, Found found) {
    return new Disagreement(
        UuidVersion7Strategy.INSTANCE.generateUuid(null),
        claimed.claim(),
        claimed.metric(),
        claimed.statistic(),
        claimed.group(),
        claimed.computed(),
        claimed.value(),
        found.nearest().figure(),
        found.nearest().ofGroups(),
        found.small(),
        false);
  }

  private Map<Claimed, List<Candidate>> candidates(UUID versionId, @Nullable UUID added) {
    Map<Claimed, List<Candidate>> pairs = new LinkedHashMap<>();
    entities
        .createNativeQuery(PAIRS, Tuple.class)
        .setParameter("version", versionId)
        .setParameter("added", added, UUID.class)
        .getResultList()
        .forEach(
            row ->
                pairs.merge(
                    new Claimed(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, Double.class),
                        row.get(5, UUID.class)),
                    List.of(
                        new Candidate(
                            new ComputedFigure(
                                row.get(7, Double.class),
                                row.get(8, Double.class),
                                row.get(9, Double.class)),
                            row.get(6, Boolean.class),
                            row.get(10, String.class))),
                    ClaimComparison::both));
    return pairs;
  }

  private static List<Candidate> both(List<Candidate> some, List<Candidate> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static Candidate nearest(Claimed claimed, List<Candidate> candidates) {
    return candidates.stream()
        .min(Comparator.comparingDouble(one -> Math.abs(one.figure().value() - claimed.value())))
        .orElseThrow();
  }

  /** What of a record not every reader sees. */
  private interface Masked {

    /**
     * Says whether a figure is hidden.
     *
     * @param group of which it is, null of all
     * @param attribute which the groups are values of, null of all rows and where there is but one
     */
    boolean hides(@Nullable String group, @Nullable String attribute);
  }

  private Masked masked(UUID evidenceId) {
    return evaluations
        .ofEvidence(evidenceId)
        .map(made -> Hidden.of(made, evaluations.attributes(evidenceId), false))
        .<Masked>map(hidden -> (_, attribute) -> hidden.hides(attribute))
        .or(() -> reports.of(evidenceId).map(report -> counted(report.counts().groups())))
        .orElseGet(() -> attacked(evidenceId));
  }

  private static Masked counted(List<CountedGroup> groups) {
    SmallCells small = SmallCells.of(groups);
    return (group, _) -> group == null ? !small.groups().isEmpty() : small.hide(group);
  }

  private Masked attacked(UUID evidenceId) {
    boolean small =
        kept.attack(evidenceId)
            .map(attack -> attack.smallCounts() || attack.fewFound())
            .orElse(false);
    return (_, _) -> small;
  }
}
