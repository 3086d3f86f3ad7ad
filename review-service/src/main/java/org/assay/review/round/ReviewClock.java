package org.assay.review.round;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assay.review.calendar.CalendarInForce;
import org.assay.review.calendar.WorkingTime;
import org.jspecify.annotations.Nullable;

/**
 * How much of its time a review has taken: business time by the calendar of one unit at a time,
 * counted while it runs. What was spent by another calendar, or by the same with other hours, stays
 * the same share of the business days that are allowed.
 */
@Embeddable
class ReviewClock {

  private static final int WHOLE = 100;

  @Column(name = "clock_days")
  private int days;

  @Column(name = "clock_unit")
  private @Nullable String unit;

  @Column(name = "clock_revision")
  private long calendarRevision;

  @Column(name = "clock_allowed")
  private long allowed;

  @Column(name = "clock_spent")
  private long spent;

  @Column(name = "clock_since")
  private @Nullable Instant since;

  @Column(name = "clock_stopped_since")
  private @Nullable Instant stoppedSince;

  @Column(name = "clock_stopped_by")
  private @Nullable String stoppedBy;

  @Column(name = "clock_level")
  private int level;

  @Column(name = "clock_next_at")
  private @Nullable Instant nextAt;

  @Column(name = "due_at")
  private @Nullable Instant dueAt;

  /** For Hibernate. */
  protected ReviewClock() {}

  /** Returns a clock that begins to run. */
  static ReviewClock started(int days, CalendarInForce calendar, Instant at) {
    ReviewClock clock = new ReviewClock();
    clock.days = days;
    clock.allowed = calendar.time().days(days).toMillis();
    clock.run(calendar, at);
    return clock;
  }

  /** Allows so many business days from now on, what was spent being spent. */
  void allow(int businessDays) {
    long before = allowed;
    allowed = Math.multiplyExact(before / days, businessDays);
    days = businessDays;
  }

  /** Runs from an instant on by a calendar. */
  void run(CalendarInForce calendar, Instant at) {
    long whole = calendar.time().days(days).toMillis();
    // By shares: milliseconds times milliseconds of long due dates are more than a long holds.
    spent = Math.round((double) spent / allowed * whole);
    allowed = whole;
    unit = calendar.unit();
    calendarRevision = calendar.revision();
    since = at;
    stoppedSince = null;
    stoppedBy = null;
    Instant before = dueAt;
    // Time that was over stays so, whoever goes on.
    dueAt = before != null && spent >= allowed ? before : reached(WHOLE, calendar.time(), at);
    plan(calendar.time(), at);
  }

  /** Does not run any more; counts what it ran by the calendar it ran by. */
  void pause(WorkingTime time, Instant at) {
    spent = spent(time, at).toMillis();
    since = null;
    nextAt = null;
  }

  /** Stands still, because of what somebody asked for. */
  void stop(String by, Instant at) {
    stoppedSince = at;
    stoppedBy = by;
  }

  /** Is over. */
  void end() {
    stoppedSince = null;
    stoppedBy = null;
  }

  /** Returns the next share that is to be told by now, empty where none is. */
  Optional<ClockLevel> due(Instant now) {
    return nextAt == null || now.isBefore(nextAt) ? Optional.empty() : ClockLevel.above(level);
  }

  /** Notes that a share was told. */
  void told(ClockLevel share, WorkingTime time) {
    level = share.percent();
    if (since != null) {
      plan(time, since);
    }
  }

  private void plan(WorkingTime time, Instant from) {
    nextAt = ClockLevel.above(level).map(next -> reached(next.percent(), time, from)).orElse(null);
  }

  /** When a share of the time is reached, if it runs from an instant on; that one if it is. */
  private Instant reached(int percent, WorkingTime time, Instant from) {
    long left = Math.multiplyExact(allowed, percent) / WHOLE - spent;
    return time.after(from, Duration.ofMillis(Math.max(0, left)));
  }

  /** Returns how much business time it took by now, by the calendar it runs by. */
  Duration spent(WorkingTime time, Instant now) {
    Duration before = Duration.ofMillis(spent);
    return since == null ? before : before.plus(time.between(since, now));
  }

  /** Returns whether it runs, stands still or is over. */
  ClockState state() {
    if (since != null) {
      return ClockState.RUNNING;
    }
    return stoppedSince == null ? ClockState.ENDED : ClockState.STOPPED;
  }

  /** Returns whether it was told that all of its time is over. */
  boolean isBreached() {
    return level >= WHOLE;
  }

  /** Returns how many business days it is given. */
  int days() {
    return days;
  }

  /** Returns the unit whose calendar it runs by, absent where none is known. */
  @Nullable String unit() {
    return unit;
  }

  /** Returns the revision of that calendar when it was last counted by it. */
  long calendarRevision() {
    return calendarRevision;
  }

  /** Returns how much business time it is given, by the calendar it runs by. */
  Duration allowed() {
    return Duration.ofMillis(allowed);
  }

  /** Returns since when it runs, absent while it does not. */
  @Nullable Instant since() {
    return since;
  }

  /** Returns since when it stands still, absent while it does not. */
  @Nullable Instant stoppedSince() {
    return stoppedSince;
  }

  /** Returns the {@code sub} of who asked for what it waits for. */
  @Nullable String stoppedBy() {
    return stoppedBy;
  }

  /** Returns when all of its time is over, or was; once it ran. */
  @Nullable Instant dueAt() {
    return dueAt;
  }
}
