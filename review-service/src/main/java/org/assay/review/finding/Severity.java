package org.assay.review.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How much a finding weighs: an open BLOCKER or MAJOR keeps a review from being approved. */
public enum Severity {
  BLOCKER,
  MAJOR,
  MINOR,
  NOTE;

  /** Returns until when a finding of now is to be answered, null where it need not be. */
  @Nullable Instant dueAfter(Instant now) {
    return switch (this) {
      case BLOCKER -> BusinessDays.after(now, 2);
      case MAJOR -> BusinessDays.after(now, 5);
      case MINOR -> BusinessDays.after(now, 15);
      case NOTE -> null;
    };
  }
}
