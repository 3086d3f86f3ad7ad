package org.assay.review.evidence.window;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A window of a version: what was counted where it ran, and what was computed of that by the policy
 * and the plan of then. It never changes; a correction is another one.
 */
@Entity
@Immutable
@Table(name = "monitoring_window")
public class MonitoringWindow {

  @Id
  @Column(name = "evidence_id")
  private UUID evidenceId;

  @Column(name = "version_id")
  private UUID versionId;

  private String environment;

  @Column(name = "starts_at")
  private Instant from;

  @Column(name = "ends_at")
  private Instant until;

  @Enumerated(EnumType.STRING)
  private DriftState drift;

  @Enumerated(EnumType.STRING)
  private @Nullable Verdict live;

  @Enumerated(EnumType.STRING)
  @Column(name = "live_performance")
  private @Nullable Verdict livePerformance;

  @Enumerated(EnumType.STRING)
  @Column(name = "live_fairness")
  private @Nullable Verdict liveFairness;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> drifted;

  private String policy;

  @Column(name = "plan_id")
  private @Nullable UUID planId;

  private String content;
  private String report;

  /** For Hibernate. */
  protected MonitoringWindow() {}

  /**
   * Measures and judges a window of a version.
   *
   * @param before what else is known of it
   */
  static MonitoringWindow of(
      UUID evidenceId, VersionCopy version, Window window, WindowTerms terms, Before before) {
    WindowReport report = WindowReport.of(window, terms, before);
    MonitoringWindow kept = new MonitoringWindow();
    kept.evidenceId = evidenceId;
    kept.versionId = version.id();
    kept.environment = window.environment();
    kept.from = window.from();
    kept.until = window.until();
    kept.drift = report.drift();
    kept.live = report.live();
    kept.livePerformance = report.livePerformance();
    kept.liveFairness = report.liveFairness();
    kept.drifted = report.drifted();
    kept.policy = terms.policy();
    kept.planId = terms.planId();
    kept.content = window.content();
    kept.report = report.json();
    return kept;
  }

  /** Returns the record of evidence that it is. */
  public UUID evidenceId() {
    return evidenceId;
  }

  /** Returns the version. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns where it ran. */
  public String environment() {
    return environment;
  }

  /** Returns the first instant of it. */
  public Instant from() {
    return from;
  }

  /** Returns the first instant after it. */
  public Instant until() {
    return until;
  }

  /** Returns how far it is from the reference. */
  public DriftState drift() {
    return drift;
  }

  /** Returns what its live counts say of the claims; absent where they say nothing. */
  public @Nullable Verdict live() {
    return live;
  }

  /** Returns the policy that it was judged by. */
  public String policy() {
    return policy;
  }

  /** Returns the plan whose claims it was judged by. */
  public @Nullable UUID planId() {
    return planId;
  }

  /** Returns what was counted. */
  Window window() {
    return Window.read(content);
  }

  /** Returns the features that it has, and those that it should have had. */
  Set<String> watched() {
    return Stream.concat(window().features().stream().map(WatchedFeature::name), report().missing())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns what was computed of it. */
  WindowReport report() {
    return WindowReport.read(report);
  }

  /** Returns every statistic that was computed of it. */
  public List<ReportRow> statistics() {
    return report().statistics();
  }

  /** Returns the claims with their verdicts. */
  public List<JudgedClaim> claims() {
    return report().claims();
  }

  /** Returns the features beyond a limit, by name. */
  public List<String> drifted() {
    return drifted;
  }

  /** Returns what is told of it. */
  public List<EvidenceChanged.Verdict> verdicts() {
    return report().verdicts();
  }
}
