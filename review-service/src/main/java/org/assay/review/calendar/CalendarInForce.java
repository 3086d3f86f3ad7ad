package org.assay.review.calendar;

import org.jspecify.annotations.Nullable;

/**
 * The calendar that a unit works by now.
 *
 * @param unit the unit, absent where none is known
 * @param time when it works
 * @param revision the revision of what was set for it, 0 where nobody set anything
 */
public record CalendarInForce(@Nullable String unit, WorkingTime time, long revision) {

  /** Returns how a unit works for which nobody set anything. */
  static CalendarInForce usual(@Nullable String unit) {
    return new CalendarInForce(unit, WorkingTime.USUAL, 0);
  }
}
