package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.Refusal;
import org.assay.review.evidence.attack.AttackReport;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.evaluation.CountedAttribute;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.EvaluationEnding;
import org.assay.review.evidence.evaluation.Evaluations;
import org.assay.review.evidence.window.MonitoringWindow;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.evidence.window.WindowJob;
import org.assay.review.evidence.window.WindowJobEnding;
import org.assay.review.evidence.window.WindowJobs;
import org.assay.review.evidence.window.WindowMask;
import org.assay.review.evidence.window.WindowView;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** Shows records of evidence of one version; a page of them takes as many statements as one. */
@ApplicationScoped
class EvidenceViews {

  private final EvidenceRecords records;
  private final GroupReports reports;
  private final EvidenceReports kept;
  private final Claims claims;
  private final Disagreements disagreements;
  private final Evaluations evaluations;
  private final MonitoringWindows windows;
  private final WindowJobs jobs;
  private final Notes notes;
  private final Accounts accounts;
  private final Access access;

  EvidenceViews(
      EvidenceRecords records,
      GroupReports reports,
      EvidenceReports kept,
      Claims claims,
      Disagreements disagreements,
      Evaluations evaluations,
      MonitoringWindows windows,
      WindowJobs jobs,
      Notes notes,
      Accounts accounts,
      Access access) {
    this.records = records;
    this.reports = reports;
    this.kept = kept;
    this.claims = claims;
    this.disagreements = disagreements;
    this.evaluations = evaluations;
    this.windows = windows;
    this.jobs = jobs;
    this.notes = notes;
    this.accounts = accounts;
    this.access = access;
  }

  /** Shows a record with its figures, those of few people to those only who may see them. */
  EvidenceView whole(Evidence evidence, VersionCopy version, Caller caller) {
    boolean seesAll = seesSmallCells(version, caller);
    return figures(evidence, view(evidence, version, caller), seesAll)
        .disagreeing(
            disagreements.of(evidence.id()).stream()
                .filter(found -> seesAll || !found.smallCounts())
                .map(found -> DisagreementView.of(found, evidence.id()))
                .toList());
  }

  private EvidenceView figures(Evidence evidence, EvidenceView view, boolean seesAll) {
    return switch (evidence.kind()) {
      case DOCUMENT -> view;
      case CLAIM ->
          view.with(null, claims.of(evidence.id()).stream().map(StatisticView::claimed).toList());
      case PREDICTIONS ->
          evaluations
              .ofEvidence(evidence.id())
              .map(made -> evaluated(view, made, seesAll))
              .orElse(view);
      case GROUP_COUNTS ->
          reports.of(evidence.id()).map(report -> counted(view, report, seesAll)).orElse(view);
      case EXPLAINABILITY ->
          kept.of(evidence.id()).map(report -> explained(view, report)).orElse(view);
      case PRIVACY_ATTACK ->
          kept.of(evidence.id()).map(report -> attacked(view, report, seesAll)).orElse(view);
      case MONITORING_WINDOW ->
          windows
              .findByIdOptional(evidence.id())
              .map(window -> monitored(view, window, seesAll))
              .orElse(view);
    };
  }

  private static EvidenceView counted(EvidenceView view, StoredReport report, boolean seesAll) {
    SmallCells cells = seesAll ? SmallCells.NONE : SmallCells.of(report.counts().groups());
    return view.with(
        GroupCountsView.of(report, cells),
        report.statistics().stream().map(statistic -> StatisticView.of(statistic, cells)).toList());
  }

  private static EvidenceView explained(EvidenceView view, EvidenceReports.Kept report) {
    return view.explained(
        ExplanationView.of(report.table()),
        report.rows().stream().map(row -> StatisticView.of(row, false)).toList());
  }

  private static EvidenceView attacked(
      EvidenceView view, EvidenceReports.Kept report, boolean seesAll) {
    PrivacyAttack attack = report.attack();
    boolean masked = !seesAll && attack.smallCounts();
    boolean few = !seesAll && attack.fewFound();
    return view.attacked(
        AttackView.of(attack, report, masked),
        report.rows().stream()
            .map(
                row ->
                    StatisticView.of(
                        row, masked || (few && row.statistic().equals(AttackReport.TPR_AT_FPR))))
            .toList());
  }

  private EvidenceView evaluated(EvidenceView view, Evaluation made, boolean seesAll) {
    List<CountedAttribute> attributes = evaluations.attributes(made.evidenceId());
    Hidden hidden = Hidden.of(made, attributes, seesAll);
    return view.evaluated(
        EvaluationView.of(made, attributes, hidden),
        made.report().stream()
            .map(row -> StatisticView.of(row, hidden.hides(row.attribute())))
            .toList());
  }

  private EvidenceView monitored(EvidenceView view, MonitoringWindow window, boolean seesAll) {
    WindowMask mask = WindowMask.of(window, seesAll);
    return view.monitored(
        WindowView.of(window, mask),
        jobs.findByIdOptional(window.evidenceId()).map(WindowJobView::of).orElse(null),
        window.statistics().stream().map(row -> StatisticView.of(row, mask.hides(row))).toList());
  }

  /** Shows what is not evidence yet, or never will be. */
  EvidenceView pending(Evaluation asked, VersionCopy version, Caller caller) {
    Membership membership = access.membership(caller.subject(), version.projectId());
    Optional<Refusal> refusal =
        new EvidenceGuard(version, membership, caller)
            .add()
            .or(() -> EvaluationEnding.refusesCancel(asked));
    return new EvidenceView(
        asked.evidenceId(),
        version.model(),
        version.number(),
        version.id(),
        EvidenceKind.PREDICTIONS,
        EvidenceOrigin.COMPUTED,
        asked.title(),
        asked.digest(),
        asked.dataDigest(),
        asked.supersedes(),
        null,
        asked.collectedAt(),
        asked.validUntil(),
        null,
        EvaluationView.of(asked, List.of(), Hidden.PENDING),
        null,
        null,
        null,
        null,
        null,
        null,
        accounts.people(Stream.of(asked.requestedBy())).named(asked.requestedBy()),
        asked.requestedAt(),
        0,
        List.of(Refusal.action("cancel", refusal)));
  }

  /** Shows windows that are not counted yet, or never will be. */
  List<EvidenceView> pending(List<WindowJob> asked, VersionCopy version, Caller caller) {
    Membership membership = access.membership(caller.subject(), version.projectId());
    EvidenceGuard guard = new EvidenceGuard(version, membership, caller);
    People people = accounts.people(asked.stream().map(WindowJob::requestedBy));
    return asked.stream()
        .map(
            job ->
                pending(
                    job,
                    version,
                    people.named(job.requestedBy()),
                    guard.add().or(() -> WindowJobEnding.refusesCancel(job, caller))))
        .toList();
  }

  private static EvidenceView pending(
      WindowJob asked, VersionCopy version, Actor by, Optional<Refusal> refusal) {
    return new EvidenceView(
        asked.id(),
        version.model(),
        version.number(),
        version.id(),
        EvidenceKind.MONITORING_WINDOW,
        EvidenceOrigin.COMPUTED,
        asked.title(),
        asked.digest(),
        null,
        asked.supersedes(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        WindowJobView.of(asked),
        null,
        null,
        by,
        asked.requestedAt(),
        0,
        List.of(Refusal.action("cancel", refusal)));
  }

  /** Says whether the caller may see counts of few people of a version. */
  boolean seesSmallCells(VersionCopy version, Caller caller) {
    Membership membership = access.membership(caller.subject(), version.projectId());
    return new EvidenceGuard(version, membership, caller)
        .seesSmallCells(records.reviewedBy(version.id(), caller.subject()));
  }

  EvidenceView view(Evidence evidence, VersionCopy version, Caller caller) {
    return views(List.of(evidence), version, caller).getFirst();
  }

  List<EvidenceView> views(List<Evidence> found, VersionCopy version, Caller caller) {
    Map<UUID, UUID> successors = records.successors(found.stream().map(Evidence::id).toList());
    Map<UUID, String> titles = notes.texts(found.stream().map(Evidence::noteId).toList());
    People people = accounts.people(found.stream().map(Evidence::createdBy));
    Membership membership = access.membership(caller.subject(), version.projectId());
    return found.stream()
        .map(
            evidence -> {
              UUID successor = successors.get(evidence.id());
              return new EvidenceView(
                  evidence.id(),
                  version.model(),
                  version.number(),
                  version.id(),
                  evidence.kind(),
                  evidence.origin(),
                  titles.get(evidence.noteId()),
                  evidence.digest(),
                  evidence.dataDigest(),
                  evidence.supersedes(),
                  successor,
                  evidence.collectedAt(),
                  evidence.validUntil(),
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  people.named(evidence.createdBy()),
                  evidence.createdAt(),
                  evidence.revision(successor),
                  List.of(supersede(new EvidenceGuard(version, membership, caller), successor)));
            })
        .toList();
  }

  private static ActionView supersede(EvidenceGuard guard, @Nullable UUID successor) {
    return guard
        .add()
        .or(() -> EvidenceGuard.superseded(successor))
        .map(refusal -> refusal.action("supersede"))
        .orElseGet(() -> ActionView.allowed("supersede"));
  }
}
