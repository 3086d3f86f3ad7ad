package org.assay.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something ends soon, unless somebody does what it takes.
 *
 * @param what CONDITION, APPROVAL, RELEASE, OVERRIDE or CLASSIFICATION
 * @param id its id; of an approval that of the review
 * @param versionId the version that it is about, absent of a classification
 * @param modelId the model that it is about
 * @param dueAt when it is due, or ends
 * @param days how many days before: 30, 14, 7 or 1
 */
public record NoticeGiven(
    String what, UUID id, @Nullable UUID versionId, UUID modelId, Instant dueAt, int days) {}
