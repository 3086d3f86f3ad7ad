package org.assay.contracts.event;

/**
 * What one requirement said when it was evaluated.
 *
 * @param key the requirement, such as {@code ethics-approved}
 * @param state SATISFIED, UNSATISFIED, PENDING, STALE, IMPOSSIBLE, ERROR, OVERRIDDEN or
 *     NOT_APPLICABLE
 */
public record RequirementOutcome(String key, String state) {}
