package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.comparison.ReleasedChampion;
import org.assay.review.evidence.plan.DeclaredPlans;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Finds the predictions that an evaluation compares its own with: those of the version of the model
 * that is released, and a baseline only while none is.
 */
@ApplicationScoped
class Champions {

  private final Evaluations evaluations;
  private final DeclaredPlans plans;
  private final Session entities;

  Champions(Evaluations evaluations, DeclaredPlans plans, Session entities) {
    this.evaluations = evaluations;
    this.plans = plans;
    this.entities = entities;
  }

  /**
   * The version that is released.
   *
   * @param last when a release of it was decided last
   */
  private record Released(UUID versionId, int number, Instant last) {}

  /**
   * Returns the evaluation that the asked one is compared with; empty for a baseline, and where the
   * plan compares nothing.
   *
   * @throws ProblemException 422 naming what is missing, or does not go with the plan
   */
  Optional<Evaluation> of(VersionCopy version, NewEvaluation asked, EvaluationPlan plan) {
    UUID named = asked.champion();
    PlannedComparison comparison = plan.comparison();
    if (comparison == null) {
      refuseUnplanned(named, asked.columns());
      return Optional.empty();
    }
    require("/columns/row_id", asked.columns().rowId(), "The rows of both models are joined by it");
    if (comparison.needsScores()) {
      require("/columns/score", asked.columns().score(), "The plan compares what only scores tell");
    }
    Optional<Released> released = released(version);
    if (named != null) {
      Evaluation champion = champion(version, asked, named, released);
      check(champion, plans.findById(champion.planId()).plan(), plan, comparison);
      return Optional.of(champion);
    }
    released.ifPresent(
        one -> {
          throw refused(
              "REQUIRED",
              "Version %d is released: name the record of its predictions of the same rows"
                  .formatted(one.number()));
        });
    checkBaseline(asked.columns(), plan, comparison);
    return Optional.empty();
  }

  private static void refuseUnplanned(@Nullable UUID champion, PredictionColumns columns) {
    if (champion != null) {
      throw refused("NOT_PLANNED", "The plan compares the version with nothing");
    }
    if (columns.hasBaseline()) {
      throw ProblemException.invalid(
          columns.baselinePrediction() == null
              ? "/columns/baseline_score"
              : "/columns/baseline_prediction",
          "NOT_PLANNED",
          "The plan compares the version with nothing");
    }
  }

  private static void require(String pointer, @Nullable String column, String why) {
    if (column == null) {
      throw ProblemException.invalid(pointer, "REQUIRED", why);
    }
  }

  private static void checkBaseline(
      PredictionColumns columns, EvaluationPlan plan, PlannedComparison comparison) {
    if (!columns.hasBaseline()) {
      throw refused(
          "REQUIRED",
          "No other version of the model is released: name a baseline in columns, as"
              + " baseline_prediction or baseline_score");
    }
    if (plan.predicted() == PredictionTask.RANKING) {
      none("/columns/baseline_prediction", columns.baselinePrediction());
    } else if (plan.predicted() != PredictionTask.BINARY) {
      none("/columns/baseline_score", columns.baselineScore());
    }
    if (comparison.needsScores()) {
      require(
          "/columns/baseline_score",
          columns.baselineScore(),
          "The plan compares what only scores tell");
    }
    if (plan.predicted() != PredictionTask.RANKING && plan.threshold() == null) {
      require(
          "/columns/baseline_prediction",
          columns.baselinePrediction(),
          "The plan has no threshold by which scores are predictions");
    }
  }

  private static void none(String pointer, @Nullable String column) {
    if (column != null) {
      throw ProblemException.invalid(
          pointer, "NOT_ALLOWED", "Predictions of that kind are not compared by it");
    }
  }

  private Evaluation champion(
      VersionCopy version, NewEvaluation asked, UUID named, Optional<Released> released) {
    if (asked.columns().hasBaseline()) {
      throw refused("NOT_ALLOWED", "A version is compared with the champion or with a baseline");
    }
    Evaluation champion =
        evaluations
            .ofEvidence(named)
            .filter(one -> one.modelId().equals(version.modelId()) && stands(one))
            .orElseThrow(
                () ->
                    refused(
                        "UNKNOWN_EVIDENCE",
                        "The model has no predictions %s that are evaluated, valid and not superseded"
                            .formatted(named)));
    Released other =
        released.orElseThrow(
            () ->
                refused(
                    "NOT_RELEASED",
                    "No other version of the model is released; name a baseline in columns"));
    if (!champion.versionId().equals(other.versionId())) {
      throw refused(
          "NOT_THE_CHAMPION",
          "They are of another version than %d, which is released".formatted(other.number()));
    }
    if (addedAt(named).isAfter(other.last())) {
      throw refused(
          "NOT_OF_THE_RELEASE",
          "They were added after version %d was released, which nobody approved with them"
              .formatted(other.number()));
    }
    return champion;
  }

  private Instant addedAt(UUID evidence) {
    return entities
        .createNativeQuery("select created_at from evidence where id = :id", Tuple.class)
        .setParameter("id", evidence)
        .getSingleResult()
        .get(0, Instant.class);
  }

  private void check(
      Evaluation champion, EvaluationPlan its, EvaluationPlan plan, PlannedComparison comparison) {
    PredictionColumns columns = champion.columns();
    boolean scores = comparison.needsScores();
    boolean probabilities = comparison.needsProbabilities();
    if (its.predicted() != plan.predicted()) {
      throw refused("OTHER_TASK", "Its predictions are %s".formatted(its.predicted()));
    }
    if (!sameLabels(its, plan)) {
      throw refused("OTHER_CLASSES", "It predicts %s".formatted(String.join(" or ", its.labels())));
    }
    if (columns.rowId() == null) {
      throw refused("NO_ROW_IDS", "Its rows have no ids to join them by");
    }
    if ((scores && columns.score() == null) || (probabilities && !its.probabilities())) {
      throw refused("NO_SCORES", "The plan compares what only scores tell, and it has none such");
    }
  }

  /** Of two the first is the positive one; of several the order says nothing. */
  private static boolean sameLabels(EvaluationPlan its, EvaluationPlan plan) {
    return plan.predicted() == PredictionTask.MULTICLASS
        ? new HashSet<>(its.labels()).equals(new HashSet<>(plan.labels()))
        : its.labels().equals(plan.labels());
  }

  private boolean stands(Evaluation one) {
    return one.state() == EvaluationState.DONE
        && entities
            .createNativeQuery(
                """
                select exists (select 1 from evidence where supersedes = :id)
                    or exists (select 1 from evidence
                         where id = :id and valid_until <= clock_timestamp())
                """,
                Tuple.class)
            .setParameter("id", one.evidenceId())
            .getSingleResult()
            .get(0, Boolean.class)
            .equals(false);
  }

  private Optional<Released> released(VersionCopy version) {
    return entities
        .createNativeQuery(
            "select c.id, c.number, c.last from version_copy v cross join lateral %s c where v.id = :version"
                .formatted(ReleasedChampion.of("'production'", "clock_timestamp()")),
            Tuple.class)
        .setParameter("version", version.id())
        .uniqueResultOptional()
        .map(
            row ->
                new Released(
                    row.get(0, UUID.class), row.get(1, Integer.class), row.get(2, Instant.class)));
  }

  private static ProblemException refused(String code, String detail) {
    return ProblemException.invalid("/champion", code, detail);
  }
}
