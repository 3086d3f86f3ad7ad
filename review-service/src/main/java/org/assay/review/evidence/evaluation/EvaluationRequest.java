package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.evaluation.RegistryFilesClient.Use;
import org.assay.review.evidence.plan.DeclaredPlan;
import org.assay.review.evidence.plan.DeclaredPlans;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedAttribute;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;

/**
 * Asks for an evaluation, in the caller's transaction and with the version's row locked. The same
 * file by the same plan is the same evaluation, which is not made twice while its record stands.
 */
@ApplicationScoped
public class EvaluationRequest {

  /** How many evaluations of a version there are at most, failed ones too. */
  private static final int MOST = 100;

  private final Evaluations evaluations;
  private final DeclaredPlans plans;
  private final Champions champions;
  private final RegistryFilesClient files;
  private final EvaluationEvents events;
  private final Event<JobAsked> waiting;
  private final EvaluationConfig config;
  private final DatabaseClock clock;

  EvaluationRequest(
      Evaluations evaluations,
      DeclaredPlans plans,
      Champions champions,
      RegistryFilesClient files,
      EvaluationEvents events,
      Event<JobAsked> waiting,
      EvaluationConfig config,
      DatabaseClock clock) {
    this.evaluations = evaluations;
    this.plans = plans;
    this.champions = champions;
    this.files = files;
    this.events = events;
    this.waiting = waiting;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Returns the plan of a version that an evaluation names.
   *
   * @throws ProblemException 422 at {@code /plan}
   */
  public DeclaredPlan plan(VersionCopy version, UUID id) {
    return plans
        .of(version.id(), id)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "/plan", "UNKNOWN_PLAN", "The version has no plan %s".formatted(id)));
  }

  /**
   * Asks for an evaluation.
   *
   * @param fails whether the record that it supersedes fails by the policy
   * @throws ProblemException 409 where it would bring back what a failure took the place of; 422
   *     for columns that the plan does not go with, or a file that is none
   */
  public Evaluation ask(
      VersionCopy version, NewEvaluation asked, DeclaredPlan declared, boolean fails, Caller by) {
    EvaluationPlan plan = declared.plan();
    checkColumns(asked.columns(), plan);
    Optional<Evaluation> champion = champions.of(version, asked, plan);
    int before = evaluations.of(version.id());
    if (before >= MOST) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version was evaluated %d times, which is the most".formatted(MOST));
    }
    Instant now = clock.now();
    Use use = new Use(version, asked.upload(), "/upload", keepUntil(now), true);
    UsedFile seen = files.look(use, by);
    check(seen, plan);
    String against = champion.map(Evaluation::digest).orElse(null);
    String digest = Evaluation.subject(asked, declared, seen, against).digest();
    Optional<Evaluation> same = evaluations.same(version.id(), digest);
    Optional<Evaluation> made = same.filter(one -> standsFor(one, asked));
    if (made.isPresent()) {
      return made.get();
    }
    evaluations
        .first(version.id(), declared.id(), seen.digest())
        .ifPresent(first -> refuseToBringBack(first, asked, fails));
    // Last of all, so that no file is kept for what is refused or made already.
    UsedFile file = files.state(use, key(use, before), by);
    if (!file.digest().equals(seen.digest())) {
      throw ProblemException.invalid(
          "/upload", "REPLACED", "The file was replaced meanwhile; ask for its evaluation again");
    }
    int again = same.map(one -> one.again() + 1).orElse(0);
    Evaluation evaluation =
        Evaluation.of(
            version,
            asked,
            declared,
            file,
            new Evaluation.Request(clock.freshId(), before + 1, again, against, by.subject(), now));
    evaluations.persist(evaluation);
    waiting.fire(new JobAsked(evaluation.id()));
    evaluation.toldBy(events.requested(evaluation, version, Cause.by(by)));
    return evaluation;
  }

  /** Says whether an evaluation is the asked one, or refuses another beside it. */
  private boolean standsFor(Evaluation same, NewEvaluation asked) {
    if (evaluations.isSuperseded(same)) {
      return false;
    }
    if (Objects.equals(same.champion(), asked.champion())) {
      return true;
    }
    refuseBeside(same, asked);
    return false;
  }

  /** The champion was evaluated anew by the same file and plan, and the record kept is void. */
  private static void refuseBeside(Evaluation standing, NewEvaluation asked) {
    if (!standing.evidenceId().equals(asked.supersedes())) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "Look %d is of the same file and plan, and compares with a record that was superseded since: supersede %s once it is done, or cancel it"
              .formatted(standing.look(), standing.evidenceId()));
    }
  }

  /**
   * Whoever looks again at a file would hide what failed since its first look, whatever columns are
   * read of it now. A record of the same file stands aside for it, unless other columns failed.
   */
  private void refuseToBringBack(Evaluation before, NewEvaluation asked, boolean fails) {
    UUID superseded = asked.supersedes();
    if (superseded == null) {
      return;
    }
    Evaluation old = evaluations.ofEvidence(superseded).orElse(null);
    String columns = Evaluation.text(asked.columns());
    boolean ofSame = old != null && old.dataDigest().equals(before.dataDigest());
    Optional<Integer> failed =
        evaluations.failedSince(before, columns, asked.champion(), ofSame ? superseded : null);
    boolean seen =
        old != null
            && (old.look() <= before.look() || (ofSame && old.columnsText().equals(columns)));
    if (failed.isPresent() || (fails && !seen)) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "Look %d was of the same file by the same plan, and %s fails since: a failure is not superseded by what was there before. Evaluate other predictions by the plan, or another version"
              .formatted(
                  before.look(),
                  failed.map("look %d"::formatted).orElse("the record that it is to supersede")));
    }
  }

  /** A full hour, so that a request that is repeated soon states the same use. */
  private Instant keepUntil(Instant now) {
    return now.plus(config.keepFiles()).truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
  }

  /** Returns the key of the use that the next evaluation of a version states of a file. */
  private static UUID key(Use use, int before) {
    String text = "%s/%d/%s/%s".formatted(use.version().id(), before, use.keepUntil(), use.path());
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void check(UsedFile file, EvaluationPlan plan) {
    file.requireAtMost(config.largestFile().asLongValue(), "/upload");
    String planned = plan.dataDigest();
    if (planned != null && !planned.equals(file.digest())) {
      throw ProblemException.invalid(
          "/upload",
          "NOT_THE_PLANNED_DATA",
          "The plan is for %s, and the file is %s".formatted(planned, file.digest()));
    }
  }

  /** Returns the key of a version's project. */
  static String project(VersionCopy version) {
    return ModelName.parse(version.model()).project().value();
  }

  private static void checkColumns(PredictionColumns columns, EvaluationPlan plan) {
    if (columns.weight() != null) {
      throw ProblemException.invalid(
          "/columns/weight", "NOT_SUPPORTED", "Rows are not weighed; each counts once");
    }
    checkPredictions(columns, plan);
    List<String> planned = plan.attributes().stream().map(PlannedAttribute::name).toList();
    if (!new HashSet<>(planned).equals(new HashSet<>(columns.attributes()))
        || columns.attributes().size() != planned.size()) {
      throw ProblemException.invalid(
          "/columns/groups",
          "NOT_AS_PLANNED",
          "They are the attributes of the plan: %s".formatted(String.join(", ", planned)));
    }
    ProblemException.refuseAny(columns.repeated());
  }

  private static void checkPredictions(PredictionColumns columns, EvaluationPlan plan) {
    PredictionTask task = plan.predicted();
    boolean scored = columns.score() != null;
    boolean predicted = columns.prediction() != null;
    if (task == PredictionTask.RANKING && predicted) {
      throw ProblemException.invalid(
          "/columns/prediction", "NOT_ALLOWED", "Of an order nothing is predicted but scores");
    }
    if (task == PredictionTask.REGRESSION && scored) {
      throw ProblemException.invalid(
          "/columns/score", "NOT_ALLOWED", "Predicted numbers stand in the column of predictions");
    }
    boolean needsPredictions =
        switch (task) {
          case BINARY -> !(scored && plan.threshold() != null);
          case MULTICLASS, REGRESSION -> true;
          case RANKING -> false;
        };
    if (!predicted && needsPredictions) {
      throw ProblemException.invalid(
          "/columns/prediction",
          "REQUIRED",
          task == PredictionTask.BINARY
              ? "Name a column of predictions, or one of scores where the plan has a threshold"
              : "Name a column of predictions");
    }
    boolean needsScores =
        task == PredictionTask.RANKING
            || plan.probabilities()
            || plan.claims().stream().anyMatch(one -> one.statistic().ofScores());
    if (!scored && needsScores) {
      throw ProblemException.invalid(
          "/columns/score", "REQUIRED", "The plan asks for what only scores tell");
    }
  }
}
