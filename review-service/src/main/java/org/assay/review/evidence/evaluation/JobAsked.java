package org.assay.review.evidence.evaluation;

import java.util.UUID;

/**
 * A job was asked for, and waits from the end of the transaction on.
 *
 * @param id the job
 */
public record JobAsked(UUID id) {}
