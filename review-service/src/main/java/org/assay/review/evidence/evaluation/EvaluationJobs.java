package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.review.evidence.plan.DeclaredPlans;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** The evaluations of predictions, as workers make them. */
@ApplicationScoped
class EvaluationJobs implements Jobs {

  private final Evaluations evaluations;
  private final EvaluationEnding ending;
  private final DeclaredPlans plans;
  private final VersionCopies versions;
  private final PredictionFiles files;

  EvaluationJobs(
      Evaluations evaluations,
      EvaluationEnding ending,
      DeclaredPlans plans,
      VersionCopies versions,
      PredictionFiles files) {
    this.evaluations = evaluations;
    this.ending = ending;
    this.plans = plans;
    this.versions = versions;
    this.files = files;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.EVALUATIONS;
  }

  @Override
  public Job job(UUID id) {
    Evaluation evaluation = evaluations.findById(id);
    PredictionFiles.Asked asked =
        new PredictionFiles.Asked(
            evaluation, plans.findById(evaluation.planId()).plan(), champion(evaluation));
    VersionCopy version = versions.known(evaluation.versionId());
    return new Job() {

      @Override
      public int attempts() {
        return evaluation.attempts();
      }

      @Override
      public void make(UUID worker, Watch watch) {
        PredictionFiles.Made made = files.evaluate(asked, version, watch);
        ending.finish(id, worker, made.report(), made.comparison());
      }
    };
  }

  private @Nullable Rival champion(Evaluation evaluation) {
    UUID champion = evaluation.champion();
    if (champion == null) {
      return null;
    }
    Evaluation of = evaluations.ofEvidence(champion).orElseThrow();
    return new Rival(
        of,
        plans.findById(of.planId()).plan(),
        versions.known(of.versionId()).number(),
        String.valueOf(evaluation.championDigest()));
  }

  @Override
  public void fail(UUID id, UUID worker, String why, String detail) {
    ending.fail(id, worker, why, detail);
  }

  @Override
  public void cancelled(UUID id, UUID worker) {
    ending.cancelled(id, worker);
  }
}
