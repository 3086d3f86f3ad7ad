package org.assay.review.round;

/** An agreement says nothing but itself. */
public record EmptyAgreement() {}
