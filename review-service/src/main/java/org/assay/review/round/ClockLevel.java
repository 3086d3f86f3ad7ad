package org.assay.review.round;

import java.util.Arrays;
import java.util.Optional;
import org.assay.contracts.event.EventTypes;

/** At which shares of a review's time somebody is told; none of them decides anything. */
enum ClockLevel {
  WARNED(80, EventTypes.SLA_WARNED, "ASSIGNEE"),
  BREACHED(100, EventTypes.SLA_BREACHED, "LEAD"),
  ESCALATED(150, EventTypes.SLA_ESCALATED, "UNIT_HEAD"),
  ESCALATED_FURTHER(200, EventTypes.SLA_ESCALATED, "GOVERNANCE_BOARD");

  private final int percent;
  private final String eventType;
  private final String to;

  ClockLevel(int percent, String eventType, String to) {
    this.percent = percent;
    this.eventType = eventType;
    this.to = to;
  }

  /** Returns the first one above a share, empty above the last. */
  static Optional<ClockLevel> above(int percent) {
    return Arrays.stream(values()).filter(level -> level.percent > percent).findFirst();
  }

  /** Returns the share, in percent. */
  int percent() {
    return percent;
  }

  /** Returns the type of the event that tells it. */
  String eventType() {
    return eventType;
  }

  /** Returns who is to be told. */
  String to() {
    return to;
  }
}
