package org.assay.review.proposal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * That one person is for a proposal, and in which capacity that person could be.
 *
 * @param asLead whether as a lead
 * @param asReviewer whether as a reviewer
 * @param at when
 */
@Embeddable
public record Consent(
    @Column(name = "as_lead") boolean asLead,
    @Column(name = "as_reviewer") boolean asReviewer,
    Instant at) {}
