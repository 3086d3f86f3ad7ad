package org.assay.review.round;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody reviews.
 *
 * @param since since when
 * @param started whether the reviewer declared to have no conflict of interest and began
 * @param unit the unit the reviewer held when assigned or begun, absent where none is known
 */
@Embeddable
public record Assignee(Instant since, boolean started, @Nullable String unit) {}
