package org.assay.review.requirement;

import java.time.Duration;

/**
 * How far the copies behind the facts can be trusted.
 *
 * @param age how old the older of the copies of projects and of the registry is
 * @param unreadable whether an event of the version's project or model could not be applied
 */
public record FactsHealth(Duration age, boolean unreadable) {}
