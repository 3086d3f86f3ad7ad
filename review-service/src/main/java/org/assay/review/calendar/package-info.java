/**
 * When units work, and what follows from it for time that is counted in business days.
 *
 * <p>What reviews and findings do with it is the business of {@code round} and {@code finding}.
 * Open {@link org.assay.review.calendar.WorkingTime} first.
 */
@NullMarked
package org.assay.review.calendar;

import org.jspecify.annotations.NullMarked;
