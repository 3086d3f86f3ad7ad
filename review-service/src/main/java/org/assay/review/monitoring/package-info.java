/**
 * What follows from monitoring windows: what they are held to, and the triggers that fire when
 * several in a row are beyond that. Open {@link org.assay.review.monitoring.WindowFollowing} first.
 */
@NullMarked
package org.assay.review.monitoring;

import org.jspecify.annotations.NullMarked;
