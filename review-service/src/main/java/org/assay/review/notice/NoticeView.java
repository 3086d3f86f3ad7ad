package org.assay.review.notice;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A notice as HTTP shows it.
 *
 * @param id its id
 * @param what what ends
 * @param thingId the id of what ends; of an approval that of the review
 * @param model the model's full name
 * @param version the version's number, absent of a classification
 * @param versionId the version
 * @param dueAt when it ends, or is due
 * @param days how many days before that it was said
 * @param givenAt when it was said
 */
@Schema(name = "Notice")
record NoticeView(
    UUID id,
    Ending what,
    UUID thingId,
    String model,
    @Nullable Integer version,
    @Nullable UUID versionId,
    Instant dueAt,
    int days,
    Instant givenAt) {}
