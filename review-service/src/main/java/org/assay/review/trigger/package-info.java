/**
 * Triggers: that something happened elsewhere by which a version has to be looked at again, once
 * for a version and cause.
 *
 * <p>What follows is data with a version ({@code /triggers/default-1.json}); the intake that sees
 * it does it, in its transaction. Open {@link org.assay.review.trigger.FiredTriggers} first.
 */
@NullMarked
package org.assay.review.trigger;

import org.jspecify.annotations.NullMarked;
