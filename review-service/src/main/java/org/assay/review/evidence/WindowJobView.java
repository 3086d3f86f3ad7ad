package org.assay.review.evidence;

import java.time.Instant;
import java.util.List;
import org.assay.review.evidence.evaluation.EvaluationState;
import org.assay.review.evidence.window.HeldReference;
import org.assay.review.evidence.window.WatchedColumn;
import org.assay.review.evidence.window.WindowJob;
import org.assay.review.evidence.window.WindowSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a window is that Assay counts from files, as HTTP shows it.
 *
 * @param state how far it is
 * @param progress how much is done, in percent
 * @param upload where the file lies in the project's artifacts
 * @param dataDigest the exact bytes of the file
 * @param size how many they are
 * @param purpose what they are kept for
 * @param keepUntil until when the registry keeps them as they are
 * @param reference what its rows are compared with
 * @param columns which columns are counted
 * @param failure why it failed
 * @param requestedAt when it was asked for
 * @param startedAt when it was begun first
 * @param finishedAt when it came to its end
 */
@Schema(name = "WindowCounting")
record WindowJobView(
    EvaluationState state,
    int progress,
    String upload,
    String dataDigest,
    long size,
    String purpose,
    Instant keepUntil,
    HeldReference reference,
    List<WatchedColumn> columns,
    EvaluationView.@Nullable FailureView failure,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  WindowJobView {
    columns = List.copyOf(columns);
  }

  static WindowJobView of(WindowJob job) {
    WindowSource source = job.source();
    String failure = job.failure();
    return new WindowJobView(
        job.state(),
        job.progress(),
        source.upload(),
        source.dataDigest(),
        job.size(),
        "EVALUATION",
        job.keepUntil(),
        new HeldReference(source.evidence(), source.referenceUpload(), source.referenceDigest()),
        source.columns(),
        failure == null ? null : new EvaluationView.FailureView(failure, job.failureDetail()),
        job.requestedAt(),
        job.startedAt(),
        job.finishedAt());
  }
}
