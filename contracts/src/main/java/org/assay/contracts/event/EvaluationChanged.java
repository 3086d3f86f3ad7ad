package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of predictions by a plan: it was asked for, or came to its end.
 *
 * @param evaluationId the evaluation
 * @param evidenceId the record of evidence that it becomes where it succeeds
 * @param versionId the version whose predictions they are
 * @param modelId the version's model
 * @param planId the plan
 * @param planDigest the digest of the plan
 * @param dataDigest the exact bytes of the predictions
 * @param look which evaluation of the version this is, the first being 1
 * @param state QUEUED, DONE, FAILED or CANCELLED
 * @param failure why it failed, as a code
 * @param useId the use by which the registry keeps the file of predictions, and lets it go where no
 *     record comes of them; absent in events of before this was told
 */
public record EvaluationChanged(
    UUID evaluationId,
    UUID evidenceId,
    UUID versionId,
    UUID modelId,
    UUID planId,
    String planDigest,
    String dataDigest,
    int look,
    String state,
    @Nullable String failure,
    @Nullable UUID useId) {}
