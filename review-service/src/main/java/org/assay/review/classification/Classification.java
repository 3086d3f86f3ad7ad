package org.assay.review.classification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.review.classification.Questionnaire.Outcome;
import org.assay.review.replica.ModelCopy;
import org.assay.review.replica.UseCaseCopy;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a questionnaire says of a model in one use case, as it was answered, or as a reviewer or
 * lead raised it. It never changes: what follows supersedes it, so that all of a model's and use
 * case's stand in one line.
 */
@Entity
@Table(name = "classification")
class Classification {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "use_case_id", updatable = false)
  private UUID useCaseId;

  @Column(name = "use_case_revision", updatable = false)
  private long useCaseRevision;

  @Column(updatable = false)
  private String questionnaire;

  @Column(name = "questionnaire_digest", updatable = false)
  private String questionnaireDigest;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private Map<String, String> answers;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private Map<String, String> evidence;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Tier tier;

  @Column(updatable = false)
  private boolean raised;

  @Column(name = "note_id", updatable = false)
  private @Nullable UUID noteId;

  @Column(name = "answered_by", updatable = false)
  private String answeredBy;

  @Column(name = "answered_at", updatable = false)
  private Instant answeredAt;

  @Column(name = "lowered_by", updatable = false)
  private @Nullable List<String> loweredBy;

  @Column(name = "proposal_id", updatable = false)
  private @Nullable UUID proposalId;

  @Column(name = "decided_by", updatable = false)
  private String decidedBy;

  @Column(name = "decided_at", updatable = false)
  private Instant decidedAt;

  @Column(name = "valid_until", updatable = false)
  private Instant validUntil;

  @Column(updatable = false)
  private @Nullable UUID supersedes;

  /** For Hibernate. */
  protected Classification() {}

  /**
   * Notes what follows from answers.
   *
   * @param before what it supersedes, null where nothing stands yet
   * @param by the {@code sub} of who answered
   */
  static Classification answered(
      ModelCopy model,
      UseCaseCopy useCase,
      QuestionnaireVersion questionnaire,
      Map<String, String> answers,
      Map<String, String> evidence,
      Outcome outcome,
      @Nullable Classification before,
      String by,
      Instant at) {
    Classification answered = new Classification();
    answered.modelId = model.id();
    answered.projectId = model.projectId();
    answered.useCaseId = useCase.id();
    answered.useCaseRevision = useCase.revision();
    answered.questionnaire = questionnaire.questionnaire().reference();
    answered.questionnaireDigest = questionnaire.digest();
    answered.answers = Map.copyOf(answers);
    answered.evidence = Map.copyOf(evidence);
    answered.tier = outcome.tier();
    answered.answeredBy = by;
    answered.answeredAt = at;
    answered.decidedBy = by;
    answered.decidedAt = at;
    answered.validUntil =
        at.atZone(ZoneOffset.UTC)
            .plus(questionnaire.questionnaire().validity().get(outcome.tier()))
            .toInstant();
    answered.supersedes = before == null ? null : before.id;
    return answered;
  }

  /**
   * Raises it; what was answered, and until when that holds, stays.
   *
   * @param noteId where the reason stands
   * @param by the {@code sub} of the reviewer or lead
   */
  Classification raisedTo(Tier higher, UUID noteId, String by, Instant at) {
    Classification raising = followed(higher, noteId, by, at);
    raising.raised = true;
    return raising;
  }

  /** Lowers it; what was answered, and until when that holds, stays. */
  Classification loweredTo(AgreedLowering agreed, Instant at) {
    Classification lowering =
        followed(agreed.tier(), agreed.noteId(), agreed.people().getLast(), at);
    lowering.loweredBy = agreed.people();
    lowering.proposalId = agreed.proposalId();
    return lowering;
  }

  private Classification followed(Tier to, UUID reason, String by, Instant at) {
    Classification next = new Classification();
    next.modelId = modelId;
    next.projectId = projectId;
    next.useCaseId = useCaseId;
    next.useCaseRevision = useCaseRevision;
    next.questionnaire = questionnaire;
    next.questionnaireDigest = questionnaireDigest;
    next.answers = Map.copyOf(answers);
    next.evidence = Map.copyOf(evidence);
    next.answeredBy = answeredBy;
    next.answeredAt = answeredAt;
    next.tier = to;
    next.noteId = reason;
    next.decidedBy = by;
    next.decidedAt = at;
    next.validUntil = validUntil;
    next.supersedes = id;
    return next;
  }

  /** Returns how events name a classification. */
  static String subject(String model, UUID id) {
    return "model/%s/classification/%s".formatted(model, id);
  }

  /** Says whether its answers still describe the use case, and are recent enough. */
  boolean holds(UseCaseCopy useCase, Instant now) {
    return useCaseRevision == useCase.revision() && now.isBefore(validUntil);
  }

  /** Returns what answers lead to by a questionnaire, with the exceptions that two agreed to. */
  Outcome outcome(Questionnaire by, Map<String, String> given) {
    return loweredBy().isEmpty() ? by.outcome(given, evidence()) : by.agreed(given, evidence());
  }

  UUID id() {
    return id;
  }

  UUID modelId() {
    return modelId;
  }

  UUID projectId() {
    return projectId;
  }

  UUID useCaseId() {
    return useCaseId;
  }

  long useCaseRevision() {
    return useCaseRevision;
  }

  /** Returns how people cite the questionnaire. */
  String questionnaire() {
    return questionnaire;
  }

  String questionnaireDigest() {
    return questionnaireDigest;
  }

  Map<String, String> answers() {
    return Map.copyOf(answers);
  }

  Map<String, String> evidence() {
    return Map.copyOf(evidence);
  }

  Tier tier() {
    return tier;
  }

  /** Says whether a person set the tier above what the answers lead to. */
  boolean raised() {
    return raised;
  }

  /** Returns the {@code sub} of who gave the answers. */
  String answeredBy() {
    return answeredBy;
  }

  /** Returns when the answers were given. */
  Instant answeredAt() {
    return answeredAt;
  }

  /** Returns the two who lowered it by {@code sub}, the proposer first; none where nobody did. */
  List<String> loweredBy() {
    return loweredBy == null ? List.of() : List.copyOf(loweredBy);
  }

  /** Returns where the reason of a raising or lowering stands. */
  @Nullable UUID noteId() {
    return noteId;
  }

  /** Returns the {@code sub} of who answered or raised, or agreed as the second to lower. */
  String decidedBy() {
    return decidedBy;
  }

  Instant decidedAt() {
    return decidedAt;
  }

  Instant validUntil() {
    return validUntil;
  }

  /** Returns the one before it, null for the first of its line. */
  @Nullable UUID supersedes() {
    return supersedes;
  }
}
