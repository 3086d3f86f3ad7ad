package org.assay.review.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.review.evidence.attack.AttackReport;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.explanation.ExplanationReport;
import org.assay.review.evidence.explanation.FeatureTable;
import org.assay.review.evidence.plan.ModelTerms;
import org.assay.review.evidence.statistics.GroupReport;
import org.hibernate.Session;

/**
 * What tables of features and attacks on privacy say, with the figures that were computed of them,
 * written once with their evidence.
 */
@ApplicationScoped
class EvidenceReports {

  private final Session entities;
  private final ModelTerms modelTerms;

  EvidenceReports(Session entities, ModelTerms modelTerms) {
    this.entities = entities;
    this.modelTerms = modelTerms;
  }

  /**
   * A report.
   *
   * @param content what was given, as JSON
   * @param confidence of each interval
   * @param definitions the version of the statistics' definitions
   * @param rows the figures
   */
  record Kept(String content, double confidence, String definitions, List<ReportRow> rows) {

    Kept {
      rows = List.copyOf(rows);
    }

    PrivacyAttack attack() {
      return read(content, new TypeReference<>() {});
    }

    FeatureTable table() {
      return read(content, new TypeReference<>() {});
    }
  }

  /** Checks and keeps a table of features; its samples are not kept. */
  void keep(Evidence evidence, FeatureTable table) {
    double confidence = modelTerms.of(evidence.modelId()).confidence();
    keep(evidence.id(), table.content(), confidence, ExplanationReport.of(table));
  }

  /** Computes and keeps what an attack came to. */
  void keep(Evidence evidence, PrivacyAttack attack) {
    double confidence = modelTerms.of(evidence.modelId()).confidence();
    keep(evidence.id(), attack.content(), confidence, AttackReport.of(attack, confidence));
  }

  private void keep(UUID id, String content, double confidence, List<ReportRow> rows) {
    entities
        .createNativeMutationQuery(
            """
            insert into evidence_report (evidence_id, content, confidence, definitions, report)
            values (:id, :content, :confidence, :definitions, :report)
            """)
        .setParameter("id", id)
        .setParameter("content", content)
        .setParameter("confidence", confidence)
        .setParameter("definitions", GroupReport.DEFINITIONS)
        .setParameter("report", json(rows))
        .executeUpdate();
  }

  /** Returns the report of a record, empty for a record of another kind. */
  Optional<Kept> of(UUID evidenceId) {
    return entities
        .createNativeQuery(
            """
            select content, confidence, definitions, report
              from evidence_report where evidence_id = :id
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .uniqueResultOptional()
        .map(
            row ->
                new Kept(
                    row.get(0, String.class),
                    row.get(1, Double.class),
                    row.get(2, String.class),
                    read(row.get(3, String.class), new TypeReference<List<ReportRow>>() {})));
  }

  /** Returns what an attack came to, empty for a record of another kind. */
  Optional<PrivacyAttack> attack(UUID evidenceId) {
    return entities
        .createNativeQuery(
            """
            select x.content from evidence_report x join evidence e on e.id = x.evidence_id
             where e.id = :id and e.kind = 'PRIVACY_ATTACK'
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .uniqueResultOptional()
        .map(row -> read(row.get(0, String.class), new TypeReference<>() {}));
  }

  private static String json(List<ReportRow> rows) {
    try {
      return EventJson.mapper().writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Figures are written as JSON", e);
    }
  }

  private static <T> T read(String json, TypeReference<T> as) {
    try {
      return EventJson.mapper().readValue(json, as);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was kept cannot be read", e);
    }
  }
}
