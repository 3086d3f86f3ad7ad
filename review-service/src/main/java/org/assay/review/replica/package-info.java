/**
 * Read copies of what project-service and the model registry say: projects, members, models,
 * versions and everybody who ever had a part in one.
 *
 * <p>Only the handlers of their events write here; what is read is as old as {@code CopyAge} says.
 * Open {@link org.assay.review.replica.VersionCopy} first.
 */
@NullMarked
package org.assay.review.replica;

import org.jspecify.annotations.NullMarked;
