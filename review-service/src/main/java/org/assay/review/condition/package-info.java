/**
 * What has to be done after an approval for it to go on standing.
 *
 * <p>An approver sets conditions with the approval; somebody who reviews confirms that one is met.
 * From the instant it is due and not met the approval does not let a version pass, which the facts
 * say by themselves; what follows from that is done in {@code round}, as are people's acts. Open
 * {@link org.assay.review.condition.Condition} first.
 */
@NullMarked
package org.assay.review.condition;

import org.jspecify.annotations.NullMarked;
