package org.assay.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * That a review took a share of the business time that its policy gives it.
 *
 * @param reviewId the review
 * @param versionId the version it judges
 * @param dueAt when all of that time was over, or will be
 * @param level the share in percent: 80, 100, 150 or 200
 * @param to who is to be told: ASSIGNEE, LEAD, UNIT_HEAD or GOVERNANCE_BOARD
 */
public record SlaReached(UUID reviewId, UUID versionId, Instant dueAt, int level, String to) {}
