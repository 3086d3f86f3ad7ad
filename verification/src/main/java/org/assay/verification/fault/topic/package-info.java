/**
 * Topics that bring what they should not: repeats, records out of order, all of it again, and
 * records that nobody can apply. Open {@link org.assay.verification.fault.topic.Reordered} first;
 * {@code Projections} says what must come out the same.
 */
@NullMarked
package org.assay.verification.fault.topic;

import org.jspecify.annotations.NullMarked;
