package org.assay.review.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.attack.AttackReport;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.explanation.ExplanationReport;
import org.assay.review.evidence.explanation.FeatureTable;
import org.assay.review.evidence.plan.ModelTerms;
import org.assay.review.evidence.statistics.GroupReport;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

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
   * @param subject the method of an explanation, the kind of an attack
   * @param content what was given, as JSON
   * @param confidence of each interval
   * @param definitions the version of the statistics' definitions
   * @param rows the figures
   */
  record Kept(
      String subject, String content, double confidence, String definitions, List<ReportRow> rows) {

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
    keep(
        evidence,
        new Kept(
            table.method().name(),
            table.content(),
            confidence,
            GroupReport.DEFINITIONS,
            ExplanationReport.of(table)));
  }

  /** Computes and keeps what an attack came to. */
  void keep(Evidence evidence, PrivacyAttack attack) {
    double confidence = modelTerms.of(evidence.modelId()).confidence();
    keep(
        evidence,
        new Kept(
            attack.attack().name(),
            attack.content(),
            confidence,
            GroupReport.DEFINITIONS,
            AttackReport.of(attack, confidence)));
  }

  private void keep(Evidence evidence, Kept report) {
    entities
        .createNativeMutationQuery(
            """
            insert into evidence_report (evidence_id, subject, content, confidence, definitions,
                   report, look)
            select :id, :subject, :content, :confidence, :definitions, :report, 1 + count(*)
              from evidence e join evidence_report x on x.evidence_id = e.id
             where e.version_id = :version and e.kind = :kind and x.subject = :subject
            """)
        .setParameter("id", evidence.id())
        .setParameter("subject", report.subject())
        .setParameter("content", report.content())
        .setParameter("confidence", report.confidence())
        .setParameter("definitions", report.definitions())
        .setParameter("report", json(report.rows()))
        .setParameter("version", evidence.versionId())
        .setParameter("kind", evidence.kind().name())
        .executeUpdate();
  }

  /**
   * Refuses another report of a method or an attack than one that supersedes the one that is there;
   * the version's lock is held.
   *
   * @param leaving the record that it supersedes, null for none
   */
  void refuseMore(UUID versionId, EvidenceContent content, @Nullable UUID leaving) {
    String subject = content.subject().orElse(null);
    if (subject == null) {
      return;
    }
    List<UUID> current = current(versionId, content.kind(), subject);
    if (!current.isEmpty() && (leaving == null || !current.contains(leaving))) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version has %s of %s already (%s), which another one supersedes"
              .formatted(content.kind(), subject, current.getFirst()));
    }
  }

  private List<UUID> current(UUID versionId, EvidenceKind kind, String subject) {
    return entities
        .createNativeQuery(
            """
            select e.id from evidence e join evidence_report x on x.evidence_id = e.id
             where e.version_id = :version and e.kind = :kind and x.subject = :subject
               and not exists (select 1 from evidence s where s.supersedes = e.id)
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("kind", kind.name())
        .setParameter("subject", subject)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns the report of a record, empty for a record of another kind. */
  Optional<Kept> of(UUID evidenceId) {
    return entities
        .createNativeQuery(
            """
            select subject, content, confidence, definitions, report
              from evidence_report where evidence_id = :id
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .uniqueResultOptional()
        .map(
            row ->
                new Kept(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    row.get(2, Double.class),
                    row.get(3, String.class),
                    read(row.get(4, String.class), new TypeReference<List<ReportRow>>() {})));
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
