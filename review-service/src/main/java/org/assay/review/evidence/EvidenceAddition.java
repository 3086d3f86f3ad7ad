package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.EvidenceRecords.CountedNow;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.evaluation.CountedAttribute;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.EvaluationEnding;
import org.assay.review.evidence.evaluation.EvaluationFinished;
import org.assay.review.evidence.evaluation.EvaluationRequest;
import org.assay.review.evidence.evaluation.Evaluations;
import org.assay.review.evidence.evaluation.NewEvaluation;
import org.assay.review.evidence.explanation.FeatureTable;
import org.assay.review.evidence.plan.DeclaredPlan;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/**
 * Adds evidence to a version, in the caller's transaction.
 *
 * <p>The version's row orders additions among each other and against the opening of a round; the
 * round's own row, which the observer of {@link EvidenceSetChanged} takes next, orders them against
 * every decision: one that came before is dropped, one that comes after finds the review bound to
 * the new set.
 */
@ApplicationScoped
class EvidenceAddition {

  /** How many records a version has at most, superseded ones too. */
  private static final int MOST = 1_000;

  /** Whoever asks the gate waits for claims on all of them. */
  private static final int MOST_COUNTED = 20;

  private final Access access;
  private final VersionCopies versions;
  private final EvidenceRecords records;
  private final GroupReports reports;
  private final EvidenceReports kept;
  private final Claims claims;
  private final ClaimComparison comparison;
  private final CountsJudge judge;
  private final Evaluations evaluations;
  private final EvaluationRequest evaluation;
  private final EvaluationEnding ending;
  private final Notes notes;
  private final DatabaseClock clock;
  private final Event<EvidenceSetChanged> changed;

  EvidenceAddition(
      Access access,
      VersionCopies versions,
      EvidenceRecords records,
      GroupReports reports,
      EvidenceReports kept,
      Claims claims,
      ClaimComparison comparison,
      CountsJudge judge,
      Evaluations evaluations,
      EvaluationRequest evaluation,
      EvaluationEnding ending,
      Notes notes,
      DatabaseClock clock,
      Event<EvidenceSetChanged> changed) {
    this.access = access;
    this.versions = versions;
    this.records = records;
    this.reports = reports;
    this.kept = kept;
    this.claims = claims;
    this.comparison = comparison;
    this.judge = judge;
    this.evaluations = evaluations;
    this.evaluation = evaluation;
    this.ending = ending;
    this.notes = notes;
    this.clock = clock;
    this.changed = changed;
  }

  /** Adds a record; {@code supersedes} takes another one out of the set. */
  Evidence add(VersionCopy known, NewEvidence command, Caller caller) {
    VersionCopy version = versions.locked(known.id());
    refuse(version, caller);
    NewEvidence salted = command.salted(() -> records.salt(version.id()));
    return add(clock.freshId(), version, salted, caller.subject(), Cause.by(caller), clock.now());
  }

  /** Keeps what a record says beside itself, and returns what is told of it. */
  private List<EvidenceChanged.Verdict> keep(
      Evidence added, VersionCopy version, EvidenceContent content) {
    return switch (content) {
      case EvidenceContent.Document _ -> List.of();
      case EvidenceContent.Counts(String _, GroupCounts counts, String _) -> {
        reports.compute(added, counts);
        yield judge.verdicts(version, added);
      }
      case EvidenceContent.Claimed(String _, Claim claim) -> {
        claims.keep(added.id(), claim);
        yield List.of();
      }
      case EvidenceContent.Explained(String _, FeatureTable table) -> {
        kept.keep(added, table);
        yield judge.verdicts(version, added);
      }
      case EvidenceContent.Attacked(String _, PrivacyAttack attack) -> {
        kept.keep(added, attack);
        yield judge.verdicts(version, added);
      }
      // Their counts stand there since the evaluation ended.
      case EvidenceContent.Predictions _ -> judge.verdicts(version, added);
      case EvidenceContent.Monitored _ ->
          throw new IllegalArgumentException("Windows are added by themselves");
    };
  }

  /** Asks for an evaluation of predictions, which become a record once that is done. */
  Evaluation evaluate(VersionCopy known, NewEvaluation asked, Caller caller) {
    VersionCopy version = versions.locked(known.id());
    refuse(version, caller);
    DeclaredPlan plan = evaluation.plan(version, asked.plan());
    NewEvidence become =
        new NewEvidence(
            new EvidenceContent.Predictions(
                asked.title(), "", plan.id(), attributes(plan.plan()), 0),
            asked.supersedes(),
            asked.collectedAt(),
            asked.validUntil());
    Optional<Evidence> old = refuseAdding(version, become, clock.now());
    return evaluation.ask(
        version, asked, plan, old.filter(one -> fails(version, one)).isPresent(), caller);
  }

  private boolean fails(VersionCopy version, Evidence one) {
    return judge.verdicts(version, one).stream()
        .anyMatch(verdict -> verdict.verdict().equals(Verdict.FAIL.name()));
  }

  /** Adds the record that an evaluation became, in the transaction that keeps its report. */
  void add(@Observes EvaluationFinished finished) {
    Evaluation made = finished.evaluation();
    VersionCopy version = versions.locked(made.versionId());
    Refusal.refuse(EvidenceGuard.over(version));
    List<CountedAttribute> counted = finished.attributes();
    NewEvidence command =
        new NewEvidence(
            new EvidenceContent.Predictions(
                made.title(),
                made.digest(),
                made.planId(),
                counted.stream().map(CountedAttribute::attribute).collect(Collectors.toSet()),
                counted.stream().mapToInt(one -> one.groups().size()).sum()),
            made.supersedes(),
            made.collectedAt(),
            made.validUntil());
    add(made.evidenceId(), version, command, made.requestedBy(), finished.cause(), clock.now());
  }

  /** Cancels an evaluation that is not done. */
  Evaluation cancel(Evaluation known, Caller caller) {
    refuse(versions.locked(known.versionId()), caller);
    return ending.cancel(known.evidenceId(), caller);
  }

  private static Set<String> attributes(EvaluationPlan plan) {
    return plan.groupings().stream().map(EvaluationPlan.Grouping::name).collect(Collectors.toSet());
  }

  private void refuse(VersionCopy version, Caller caller) {
    Refusal.refuse(
        new EvidenceGuard(version, access.membership(caller.subject(), version.projectId()), caller)
            .add());
  }

  private Evidence add(
      UUID id, VersionCopy version, NewEvidence command, String by, Cause cause, Instant now) {
    Optional<Evidence> old = refuseAdding(version, command, now);
    Note title = notes.store(command.content().title(), by);
    Evidence added = Evidence.of(id, version, command, title.id(), by, now);
    records.persist(added);
    String digest = records.changed(version.id());
    List<EvidenceChanged.Verdict> verdicts = keep(added, version, command.content());
    if (added.kind() != EvidenceKind.DOCUMENT) {
      comparison.compare(version.id(), added.id());
    }
    UUID event =
        records.tell(
            EventTypes.EVIDENCE_ADDED,
            added,
            null,
            version,
            digest,
            new Said(title.digest(), verdicts),
            cause);
    Cause because = OwnCause.of(by, event);
    old.ifPresent(
        one ->
            records.tell(
                EventTypes.EVIDENCE_SUPERSEDED,
                one,
                added.id(),
                version,
                digest,
                Said.NOTHING,
                because));
    changed.fire(new EvidenceSetChanged(version, digest, because));
    return added;
  }

  /** Refuses what does not fit to what is there, and returns the record that it supersedes. */
  private Optional<Evidence> refuseAdding(VersionCopy version, NewEvidence command, Instant now) {
    refuseTimes(command, now);
    Optional<Evidence> old = records.supersedable(version, command.supersedes());
    if (records.of(version.id()) >= MOST) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version has %d records of evidence, which is the most".formatted(MOST));
    }
    old.ifPresent(one -> refuseToHide(one, command.content()));
    refuseMoreCounts(version, command.content(), old);
    UUID leaving = old.map(Evidence::id).orElse(null);
    claims.refuseMore(version.id(), command.content(), leaving);
    kept.refuseMore(version.id(), command.content(), leaving);
    return old;
  }

  /**
   * What was computed leaves the set only for what is computed of it anew: counts of an attribute
   * for others that hold it, predictions for others by the same plan.
   */
  private void refuseToHide(Evidence old, EvidenceContent by) {
    switch (old.kind()) {
      case DOCUMENT, CLAIM -> {}
      case GROUP_COUNTS -> refuseToHideCounts(old, by);
      case PREDICTIONS -> refuseToHidePredictions(old, by);
      case EXPLAINABILITY, PRIVACY_ATTACK -> refuseToHideReport(old, by);
      case MONITORING_WINDOW ->
          throw ProblemException.of(
              ReviewProblem.EVIDENCE_REFUSED, "A window is superseded by another window only");
    }
  }

  private void refuseToHideReport(Evidence old, EvidenceContent by) {
    EvidenceReports.Kept report = kept.of(old.id()).orElseThrow();
    boolean same = by.subject().filter(report.subject()::equals).isPresent();
    if (!same || by.kind() != old.kind()) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          old.kind() == EvidenceKind.EXPLAINABILITY
              ? "An explanation by %s is superseded by another by it only"
                  .formatted(report.subject())
              : "An attack of %s is superseded by another of it only".formatted(report.subject()));
    }
    if (by instanceof EvidenceContent.Explained(String _, FeatureTable table)
        && !table.modelFeatures().containsAll(report.table().modelFeatures())) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "An explanation is superseded by one of a model that takes in at least as much;"
              + " model_features lacks a feature of the one before");
    }
  }

  private void refuseToHideCounts(Evidence old, EvidenceContent by) {
    Set<String> anew =
        switch (by) {
          case EvidenceContent.Document _,
              EvidenceContent.Claimed _,
              EvidenceContent.Explained _,
              EvidenceContent.Attacked _,
              EvidenceContent.Monitored _ ->
              Set.of();
          case EvidenceContent.Counts counts -> Set.of(counts.counts().attribute());
          case EvidenceContent.Predictions predictions -> predictions.attributes();
        };
    reports
        .attribute(old.id())
        .filter(counted -> !anew.contains(counted))
        .ifPresent(
            counted -> {
              throw ProblemException.of(
                  ReviewProblem.EVIDENCE_REFUSED,
                  "Counts by %s are superseded by new counts by %s only"
                      .formatted(counted, counted));
            });
  }

  private void refuseToHidePredictions(Evidence old, EvidenceContent by) {
    evaluations
        .ofEvidence(old.id())
        .filter(
            made ->
                !(by instanceof EvidenceContent.Predictions predictions
                    && predictions.plan().equals(made.planId())))
        .ifPresent(
            made -> {
              throw ProblemException.of(
                  ReviewProblem.EVIDENCE_REFUSED,
                  "Predictions evaluated by the plan %s are superseded by others by it only"
                      .formatted(made.planId()));
            });
  }

  private void refuseMoreCounts(
      VersionCopy version, EvidenceContent content, Optional<Evidence> old) {
    int groups =
        switch (content) {
          case EvidenceContent.Document _,
              EvidenceContent.Claimed _,
              EvidenceContent.Explained _,
              EvidenceContent.Attacked _,
              EvidenceContent.Monitored _ ->
              -1;
          case EvidenceContent.Counts counts -> counts.counts().groups().size();
          case EvidenceContent.Predictions predictions -> predictions.groups();
        };
    if (groups < 0) {
      return;
    }
    Optional<UUID> leaving = old.map(Evidence::id);
    CountedNow others = records.counted(version.id(), leaving.orElse(null));
    if (others.records() >= MOST_COUNTED) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version has %d computed records that none supersedes, which is the most"
              .formatted(MOST_COUNTED));
    }
    if (others.groups() + groups > CountedAttribute.MOST_GROUPS) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version's counts that none supersedes have %d groups; with these there would be more"
                  .formatted(others.groups())
              + " than %d, since every pair of each record is judged whenever the gate is asked"
                  .formatted(CountedAttribute.MOST_GROUPS));
    }
  }

  private static void refuseTimes(NewEvidence command, Instant now) {
    Instant collected = command.collectedAt();
    if (collected != null && collected.isAfter(now)) {
      throw ProblemException.invalid(
          "/collected_at", "IN_THE_FUTURE", "Evidence is collected before it is added");
    }
    Instant until = command.validUntil();
    if (until != null && !until.isAfter(now)) {
      throw ProblemException.invalid(
          "/valid_until", "IN_THE_PAST", "It ends after now, which is %s".formatted(now));
    }
  }
}
