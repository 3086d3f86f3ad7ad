package org.assay.review.evidence.window;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.UUID;
import org.assay.review.evidence.evaluation.JobQueue;
import org.assay.review.evidence.evaluation.Jobs;
import org.assay.review.evidence.evaluation.Watch;
import org.assay.review.evidence.evaluation.WorkFolder;
import org.assay.review.evidence.reduction.DuckDbTable;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/** Counts windows from files, as workers make them. */
@ApplicationScoped
class WindowCounting implements Jobs {

  /** How much is done once both files are there, in percent. */
  private static final int FETCHED = 30;

  private final WindowJobs jobs;
  private final WindowJobEnding ending;
  private final VersionCopies versions;
  private final WorkFolder folders;

  WindowCounting(
      WindowJobs jobs, WindowJobEnding ending, VersionCopies versions, WorkFolder folders) {
    this.jobs = jobs;
    this.ending = ending;
    this.versions = versions;
    this.folders = folders;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.WINDOWS;
  }

  @Override
  public Job job(UUID id) {
    WindowJob job = jobs.findById(id);
    VersionCopy version = versions.known(job.versionId());
    return new Job() {

      @Override
      public int attempts() {
        return job.attempts();
      }

      @Override
      public void make(UUID worker, Watch watch) {
        ending.finish(id, worker, count(job, version, watch));
      }
    };
  }

  private CountedFeatures count(WindowJob job, VersionCopy version, Watch watch) {
    return folders.in(
        folder -> {
          Path rows = folder.fetch(job.rows(), version, "table", watch);
          Path reference = folder.fetch(job.reference(), version, "reference", watch);
          WindowSource source = job.source();
          try (DuckDbTable table =
              DuckDbTable.open(rows, reference, folder.work(), folder.limits())) {
            watch.running(table::interrupt);
            return CountedFeatures.of(
                table.drift(
                    source.columns().stream().map(WatchedColumn::compared).toList(), reference),
                source.columns(),
                done ->
                    watch.reached(
                        FETCHED + (100 - FETCHED) * done / (source.columns().size() + 1)));
          }
        });
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
