package org.assay.review.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.review.evidence.plan.ModelTerms;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.IntervalMethod;
import org.assay.review.evidence.statistics.Minimum;
import org.assay.review.evidence.statistics.Reason;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.Scope;
import org.assay.review.evidence.statistics.TestResult;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The counts by group and the statistics that were computed of them, written once with their
 * evidence; a report is written by three statements and read by three, however many groups it has.
 */
@ApplicationScoped
class GroupReports {

  private final Session entities;
  private final ModelTerms modelTerms;

  GroupReports(Session entities, ModelTerms modelTerms) {
    this.entities = entities;
    this.modelTerms = modelTerms;
  }

  /** A statistic as a row; the scope is the attribute where no group is named. */
  private record Row(
      int position,
      String statistic,
      @Nullable String groupName,
      @Nullable String otherGroup,
      long n,
      @Nullable Double value,
      @Nullable Double ciLow,
      @Nullable Double ciHigh,
      @Nullable Double z,
      @Nullable Double pValue,
      @Nullable Double pAdjusted,
      @Nullable Reason reason,
      List<String> atFault) {

    static Row of(int position, Reported reported) {
      Interval interval = reported.interval();
      TestResult test = reported.test();
      return new Row(
          position,
          reported.statistic(),
          reported.scope().first(),
          reported.scope().second(),
          reported.n(),
          reported.value(),
          interval == null ? null : interval.lower(),
          interval == null ? null : interval.upper(),
          test == null ? null : test.statistic(),
          test == null ? null : test.pValue(),
          reported.adjustedP(),
          reported.reason(),
          reported.groups());
    }
  }

  /** Computes and keeps the report of a record of evidence that is in the database already. */
  void compute(Evidence evidence, GroupCounts counts) {
    ReportTerms terms = modelTerms.of(evidence.modelId());
    List<Reported> statistics =
        GroupReport.of(
            counts.groups().stream().map(CountedGroup::group).toList(),
            new GroupReport.Plan(
                counts.attribute(),
                counts.positiveFavourable(),
                counts.referenceGroup(),
                terms.confidence(),
                terms.minimum()));
    keepCounts(evidence.id(), counts, terms);
    keepGroups(evidence.id(), counts.groups());
    keepStatistics(evidence.id(), statistics);
  }

  private void keepCounts(UUID id, GroupCounts counts, ReportTerms terms) {
    entities
        .createNativeMutationQuery(
            """
            insert into evidence_group_counts (evidence_id, attribute, positive_class,
                   favourable_label, reference_group, confidence, minimum_rows,
                   minimum_conditioned, definitions)
            values (:id, :attribute, :positive, :favourable, :reference, :confidence, :rows,
                    :conditioned, :definitions)
            """)
        .setParameter("id", id)
        .setParameter("attribute", counts.attribute())
        .setParameter("positive", counts.positiveClass())
        .setParameter("favourable", counts.favourableLabel())
        .setParameter("reference", counts.referenceGroup())
        .setParameter("confidence", terms.confidence())
        .setParameter("rows", terms.minimum().rows())
        .setParameter("conditioned", terms.minimum().conditioned())
        .setParameter("definitions", GroupReport.DEFINITIONS)
        .executeUpdate();
  }

  private void keepGroups(UUID id, List<CountedGroup> groups) {
    entities
        .createNativeMutationQuery(
            """
            insert into evidence_group (evidence_id, position, name, tp, fp, tn, fn)
            select :id, g.position, g.row ->> 'name', cast(g.row ->> 'tp' as bigint),
                   cast(g.row ->> 'fp' as bigint), cast(g.row ->> 'tn' as bigint),
                   cast(g.row ->> 'fn' as bigint)
              from jsonb_array_elements(cast(:groups as jsonb))
                   with ordinality g (row, position)
            """)
        .setParameter("id", id)
        .setParameter("groups", json(groups))
        .executeUpdate();
  }

  private void keepStatistics(UUID id, List<Reported> statistics) {
    List<Row> rows = new ArrayList<>();
    statistics.forEach(reported -> rows.add(Row.of(rows.size(), reported)));
    entities
        .createNativeMutationQuery(
            """
            insert into evidence_statistic (evidence_id, position, statistic, group_name,
                   other_group, n, value, ci_low, ci_high, z, p_value, p_adjusted, reason, at_fault)
            select :id, s.position, s.statistic, s.group_name, s.other_group, s.n, s.value,
                   s.ci_low, s.ci_high, s.z, s.p_value, s.p_adjusted, s.reason, s.at_fault
              from jsonb_to_recordset(cast(:statistics as jsonb))
                   as s (position integer, statistic text, group_name text, other_group text,
                         n bigint, value double precision, ci_low double precision,
                         ci_high double precision, z double precision, p_value double precision,
                         p_adjusted double precision, reason text, at_fault text[])
            """)
        .setParameter("id", id)
        .setParameter("statistics", json(rows))
        .executeUpdate();
  }

  private static String json(List<?> rows) {
    try {
      return EventJson.mapper().writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records are written as JSON", e);
    }
  }

  /** Returns which attribute a record of evidence counts, empty for a record of another kind. */
  Optional<String> attribute(UUID evidenceId) {
    return entities
        .createNativeQuery(
            "select attribute from evidence_group_counts where evidence_id = :id", String.class)
        .setParameter("id", evidenceId)
        .uniqueResultOptional();
  }

  /** Returns the report of a record of evidence, empty for a record of another kind. */
  Optional<StoredReport> of(UUID evidenceId) {
    return entities
        .createNativeQuery(
            """
            select attribute, positive_class, favourable_label, reference_group, confidence,
                   minimum_rows, minimum_conditioned, definitions
              from evidence_group_counts where evidence_id = :id
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .uniqueResultOptional()
        .map(
            row -> {
              String attribute = row.get(0, String.class);
              return new StoredReport(
                  new GroupCounts(
                      attribute,
                      row.get(1, String.class),
                      row.get(2, String.class),
                      row.get(3, String.class),
                      groups(evidenceId)),
                  new ReportTerms(
                      row.get(4, Double.class),
                      new Minimum(row.get(5, Long.class), row.get(6, Long.class))),
                  row.get(7, String.class),
                  statistics(evidenceId, attribute));
            });
  }

  private List<CountedGroup> groups(UUID evidenceId) {
    return entities
        .createNativeQuery(
            """
            select name, tp, fp, tn, fn from evidence_group
             where evidence_id = :id order by position
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .getResultList()
        .stream()
        .map(
            row ->
                new CountedGroup(
                    row.get(0, String.class),
                    row.get(1, Long.class),
                    row.get(2, Long.class),
                    row.get(3, Long.class),
                    row.get(4, Long.class)))
        .toList();
  }

  private List<Reported> statistics(UUID evidenceId, String attribute) {
    return entities
        .createNativeQuery(
            """
            select statistic, group_name, other_group, n, value, ci_low, ci_high, z, p_value,
                   p_adjusted, reason, at_fault
              from evidence_statistic where evidence_id = :id order by position
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .getResultList()
        .stream()
        .map(row -> reported(row, attribute))
        .toList();
  }

  private static Reported reported(Tuple row, String attribute) {
    Double low = row.get(5, Double.class);
    Double z = row.get(7, Double.class);
    String reason = row.get(10, String.class);
    String other = row.get(2, String.class);
    return new Reported(
        row.get(0, String.class),
        scope(row.get(1, String.class), other, attribute),
        row.get(3, Long.class),
        row.get(4, Double.class),
        low == null ? null : new Interval(low, row.get(6, Double.class)),
        low == null ? null : other == null ? IntervalMethod.WILSON : IntervalMethod.NEWCOMBE,
        z == null ? null : new TestResult(z, row.get(8, Double.class)),
        row.get(9, Double.class),
        reason == null ? null : Reason.valueOf(reason),
        List.of(row.get(11, String[].class)));
  }

  private static Scope scope(@Nullable String group, @Nullable String other, String attribute) {
    if (group == null) {
      return new Scope.OfAttribute(attribute);
    }
    return other == null ? new Scope.OfGroup(group) : new Scope.OfPair(group, other);
  }
}
