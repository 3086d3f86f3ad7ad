package org.assay.review.round;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * That somebody reviews.
 *
 * @param since since when
 * @param started whether the reviewer declared to have no conflict of interest and began
 */
@Embeddable
public record Assignee(Instant since, boolean started) {}
