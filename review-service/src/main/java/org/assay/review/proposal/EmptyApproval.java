package org.assay.review.proposal;

/** The second person's word; it needs no more than who says it. */
public record EmptyApproval() {}
