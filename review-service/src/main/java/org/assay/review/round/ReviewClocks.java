package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.assay.review.calendar.CalendarInForce;
import org.assay.review.calendar.UnitCalendars;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * Lets the clocks of reviews follow what happens to these. They run by the calendar of the unit of
 * the first assignee who is there, and of the project's unit while nobody is. The round's lock is
 * held meanwhile.
 */
@ApplicationScoped
class ReviewClocks {

  private final UnitCalendars calendars;

  ReviewClocks(UnitCalendars calendars) {
    this.calendars = calendars;
  }

  /**
   * Gives a review its time.
   *
   * @param days business days, absent where its policy gives no due date
   */
  void start(Review review, @Nullable Integer days, VersionCopy version) {
    if (days != null) {
      review.give(ReviewClock.started(days, calendars.inForce(version.unit()), review.createdAt()));
    }
  }

  /**
   * Lets a clock follow the step that its review has just taken.
   *
   * @param by the {@code sub} of who took it
   */
  void follow(Review review, VersionCopy version, String by) {
    ReviewClock clock = review.clock();
    if (clock == null) {
      return;
    }
    ClockState to = review.state().clock();
    String unit = unit(review, version);
    boolean handedOver = to == ClockState.RUNNING && !Objects.equals(unit, clock.unit());
    if (clock.state() == to && !handedOver) {
      return;
    }
    Instant at = review.changedAt();
    if (clock.state() == ClockState.RUNNING) {
      clock.pause(recount(clock).time(), at);
    }
    switch (to) {
      case RUNNING -> clock.run(calendars.inForce(unit), at);
      case STOPPED -> clock.stop(by, at);
      case ENDED -> clock.end();
    }
  }

  /** Gives a review as many business days as its policy says now, if these are more. */
  void allow(Review review, @Nullable Integer days, Instant now) {
    ReviewClock clock = review.clock();
    if (clock == null || days == null || clock.days() >= days) {
      return;
    }
    boolean runs = clock.state() == ClockState.RUNNING;
    CalendarInForce calendar = recount(clock);
    if (runs) {
      clock.pause(calendar.time(), now);
    }
    clock.allow(days);
    if (runs) {
      clock.run(calendar, now);
    }
  }

  /** Counts anew what runs by a calendar that was set since; returns the calendar. */
  CalendarInForce recount(ReviewClock clock) {
    CalendarInForce calendar = calendars.inForce(clock.unit());
    Instant since = clock.since();
    if (since != null && clock.calendarRevision() < calendar.revision()) {
      clock.run(calendar, since);
    }
    return calendar;
  }

  private static @Nullable String unit(Review review, VersionCopy version) {
    return review.firstUnit().orElse(version.unit());
  }
}
