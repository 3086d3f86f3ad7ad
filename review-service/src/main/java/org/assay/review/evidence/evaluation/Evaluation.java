package org.assay.review.evidence.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EvaluationChanged;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.evidence.plan.DeclaredPlan;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of predictions by a plan: a look at them, whatever comes of it. The record of
 * evidence that it becomes has its {@link #evidenceId}.
 */
@Entity
@Table(name = "evaluation")
public class Evaluation extends QueuedJob {

  private static final TypeReference<List<JudgedClaim>> CLAIMS = new TypeReference<>() {};

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "evidence_id", updatable = false)
  private UUID evidenceId;

  @Column(name = "plan_id", updatable = false)
  private UUID planId;

  @Column(name = "plan_digest", updatable = false)
  private String planDigest;

  @Column(updatable = false)
  private int look;

  @Column(name = "collected_at", updatable = false)
  private @Nullable Instant collectedAt;

  @Column(name = "valid_until", updatable = false)
  private @Nullable Instant validUntil;

  @Column(updatable = false)
  private String upload;

  @Column(name = "use_id", updatable = false)
  private UUID useId;

  @Column(name = "data_digest", updatable = false)
  private String dataDigest;

  @Column(updatable = false)
  private long size;

  @Column(name = "keep_until", updatable = false)
  private Instant keepUntil;

  @Column(updatable = false)
  private String columns;

  @Column(updatable = false)
  private String digest;

  @Column(updatable = false)
  private int again;

  @Column(updatable = false)
  private @Nullable UUID champion;

  @Column(name = "champion_digest", updatable = false)
  private @Nullable String championDigest;

  private @Nullable Double confidence;
  private @Nullable String profile;
  private @Nullable String claims;
  private @Nullable String report;
  private @Nullable String plots;
  private @Nullable String comparison;

  @Column(name = "small_counts")
  private @Nullable Boolean smallCounts;

  @Column(name = "request_event")
  private @Nullable UUID requestEvent;

  /** For Hibernate. */
  protected Evaluation() {}

  private Evaluation(VersionCopy version, NewEvaluation asked, Request request) {
    super(version, asked.title(), asked.supersedes(), request.by(), request.at());
  }

  /**
   * What an evaluation is known by: the same of all is the same evaluation.
   *
   * @param champion the digest of the record that is compared with
   */
  record Subject(String data, String plan, PredictionColumns columns, @Nullable String champion) {

    String digest() {
      return Digest.ofContent(CanonicalJson.bytes(this)).value();
    }
  }

  static Evaluation of(
      VersionCopy version, NewEvaluation asked, DeclaredPlan plan, UsedFile file, Request request) {
    Evaluation evaluation = new Evaluation(version, asked, request);
    evaluation.evidenceId = request.evidenceId();
    evaluation.planId = plan.id();
    evaluation.planDigest = plan.digest();
    evaluation.look = request.look();
    evaluation.collectedAt = asked.collectedAt();
    evaluation.validUntil = asked.validUntil();
    evaluation.upload = asked.upload();
    evaluation.useId = file.id();
    evaluation.dataDigest = file.digest();
    evaluation.size = file.size();
    evaluation.keepUntil = file.keepUntil();
    evaluation.columns = text(asked.columns());
    evaluation.champion = asked.champion();
    evaluation.championDigest = request.champion();
    evaluation.digest = subject(asked, plan, file, request.champion()).digest();
    evaluation.again = request.again();
    return evaluation;
  }

  /** Returns columns as they are kept. */
  static String text(PredictionColumns columns) {
    return new String(CanonicalJson.bytes(columns), StandardCharsets.UTF_8);
  }

  /** Returns what an evaluation is known by. */
  static Subject subject(
      NewEvaluation asked, DeclaredPlan plan, UsedFile file, @Nullable String champion) {
    return new Subject(file.digest(), plan.digest(), asked.columns(), champion);
  }

  /**
   * Who asked for it, and when.
   *
   * @param evidenceId the record that it becomes
   * @param look which evaluation of the version it is
   * @param again how many of the same digest were done before, whose records are superseded
   * @param champion the digest of the record that is compared with
   */
  record Request(
      UUID evidenceId, int look, int again, @Nullable String champion, String by, Instant at) {}

  /** Notes the event that told of the request. */
  void toldBy(UUID event) {
    requestEvent = event;
  }

  /** Keeps what was computed. */
  void finish(EvaluationReport made, @Nullable Comparison compared, Instant at) {
    confidence = made.confidence();
    profile = json(made.profile());
    claims = json(made.claims());
    report = json(made.statistics());
    plots = json(made.plots());
    smallCounts = made.smallCounts();
    comparison = compared == null ? null : json(compared);
    done(at);
  }

  /** Returns what is told of it now. */
  EvaluationChanged told() {
    return new EvaluationChanged(
        id,
        evidenceId,
        versionId(),
        modelId(),
        planId,
        planDigest,
        dataDigest,
        look,
        state().name(),
        failure(),
        useId);
  }

  private static String json(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report cannot be written", e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report cannot be read", e);
    }
  }

  int again() {
    return again;
  }

  /** Returns which column is what. */
  public PredictionColumns columns() {
    return read(columns, new TypeReference<>() {});
  }

  /** Returns the same as it is kept. */
  String columnsText() {
    return columns;
  }

  /** Returns what the table looked like; absent unless it is done. */
  public @Nullable Profile profile() {
    return profile == null ? null : read(profile, new TypeReference<>() {});
  }

  /** Returns the plan's claims with their verdicts; none unless it is done. */
  public List<JudgedClaim> claims() {
    return claims == null ? List.of() : read(claims, CLAIMS);
  }

  /** Returns everything that was computed; nothing unless it is done. */
  public List<ReportRow> report() {
    return report == null ? List.of() : read(report, new TypeReference<>() {});
  }

  /** Returns what plots are drawn from; nothing where it was made before any was kept. */
  public PlotData plots() {
    return plots == null ? PlotData.NONE : read(plots, new TypeReference<>() {});
  }

  /** Returns how the version compares; absent unless it is done and the plan asks for that. */
  public @Nullable Comparison comparison() {
    return comparison == null ? null : read(comparison, new TypeReference<>() {});
  }

  /** Returns the record that it is compared with, if there is one. */
  public @Nullable UUID champion() {
    return champion;
  }

  /** Returns the digest of that record. */
  @Nullable String championDigest() {
    return championDigest;
  }

  /** Returns whether some count of all rows is small. */
  public boolean smallCounts() {
    return Boolean.TRUE.equals(smallCounts);
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the record of evidence that it becomes. */
  public UUID evidenceId() {
    return evidenceId;
  }

  /** Returns the plan. */
  public UUID planId() {
    return planId;
  }

  /** Returns the plan's digest. */
  public String planDigest() {
    return planDigest;
  }

  /** Returns which evaluation of the version it is, from 1 on. */
  public int look() {
    return look;
  }

  /** Returns when the predictions were made. */
  public @Nullable Instant collectedAt() {
    return collectedAt;
  }

  /** Returns until when they say something. */
  public @Nullable Instant validUntil() {
    return validUntil;
  }

  /** Returns where the file lies in the project. */
  public String upload() {
    return upload;
  }

  /** Returns the file's bytes. */
  public String dataDigest() {
    return dataDigest;
  }

  /** Returns the file. */
  public HeldFile file() {
    return new HeldFile(useId, upload, dataDigest, size, "evaluation " + evidenceId);
  }

  /** Returns how many they are. */
  public long size() {
    return size;
  }

  /** Returns until when the registry keeps them at least. */
  public Instant keepUntil() {
    return keepUntil;
  }

  /** Returns the digest of data, plan and columns together. */
  public String digest() {
    return digest;
  }

  /** Returns the confidence of each interval; absent unless it is done. */
  public @Nullable Double confidence() {
    return confidence;
  }

  /** Returns the event that told so. */
  @Nullable UUID requestEvent() {
    return requestEvent;
  }
}
