package org.assay.review.finding;

import java.time.Instant;
import org.assay.review.calendar.WorkingTime;
import org.jspecify.annotations.Nullable;

/** How much a finding weighs: an open BLOCKER or MAJOR keeps a review from being approved. */
public enum Severity {
  BLOCKER,
  MAJOR,
  MINOR,
  NOTE;

  /**
   * Returns until when a finding of now is to be answered, null where it need not be.
   *
   * @param time when the unit works that answers for the project
   */
  @Nullable Instant dueAfter(Instant now, WorkingTime time) {
    return switch (this) {
      case BLOCKER -> time.after(now, time.days(2));
      case MAJOR -> time.after(now, time.days(5));
      case MINOR -> time.after(now, time.days(15));
      case NOTE -> null;
    };
  }
}
