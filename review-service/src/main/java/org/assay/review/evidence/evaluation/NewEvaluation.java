package org.assay.review.evidence.evaluation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation to make.
 *
 * @param title what people call it
 * @param upload where the file lies in the project's artifacts
 * @param columns which column is what
 * @param plan the plan of the version
 * @param champion the record of predictions that these are compared with
 * @param supersedes the record whose place it takes once it is done
 * @param collectedAt when the predictions were made
 * @param validUntil until when they say something
 */
public record NewEvaluation(
    String title,
    String upload,
    PredictionColumns columns,
    UUID plan,
    @Nullable UUID champion,
    @Nullable UUID supersedes,
    @Nullable Instant collectedAt,
    @Nullable Instant validUntil) {}
