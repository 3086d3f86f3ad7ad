package org.assay.registry.dataset;

import java.time.Instant;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A check of a data set's quality as HTTP shows it.
 *
 * @param number its number among the data set's checks, from 1
 * @param name what was checked
 * @param outcome how it came out
 * @param detail what was found
 * @param recordedAt when it was recorded
 * @param recordedBy who recorded it
 */
@Schema(name = "RecordedQualityCheck")
record DatasetCheckView(
    int number,
    String name,
    QualityCheck.Outcome outcome,
    @Nullable String detail,
    Instant recordedAt,
    Actor recordedBy) {}
