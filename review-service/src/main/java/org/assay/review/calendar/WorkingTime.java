package org.assay.review.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When people work, and how business time is counted by it. Business time is the time that really
 * passes between the opening and the closing of working days, so that a day on which the clocks are
 * changed while people work is longer or shorter than the others.
 *
 * @param zone where its local times and dates are
 * @param days the days of a week that are worked on
 * @param opens when a working day begins
 * @param closes when it ends, on the same date
 * @param holidays the dates that nobody works on
 */
public record WorkingTime(
    ZoneId zone, Set<DayOfWeek> days, LocalTime opens, LocalTime closes, Set<LocalDate> holidays) {

  /** How those work who say nothing else: Monday to Friday, 09:00 to 17:00 UTC. */
  public static final WorkingTime USUAL =
      new WorkingTime(
          ZoneId.of("UTC"),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          LocalTime.of(9, 0),
          LocalTime.of(17, 0),
          Set.of());

  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException if nobody would ever work
   */
  public WorkingTime {
    days = Set.copyOf(days);
    holidays = Set.copyOf(holidays);
    if (days.isEmpty() || !closes.isAfter(opens)) {
      throw new IllegalArgumentException("Somebody works at some time");
    }
  }

  private record Span(Instant from, Instant until) {}

  /** Returns how much business time one business day is. */
  public Duration day() {
    return Duration.between(opens, closes);
  }

  /** Returns how much business time so many business days are. */
  public Duration days(int many) {
    return day().multipliedBy(many);
  }

  /**
   * Returns the first instant by which so much business time has passed since another one; that one
   * itself where none has to.
   *
   * @param time not negative; the days are gone through one by one, so it is not endless
   */
  public Instant after(Instant from, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("Business time goes on, not back: " + time);
    }
    Duration left = time;
    LocalDate date = from.atZone(zone).toLocalDate();
    Instant reached = from;
    while (left.isPositive()) {
      Optional<Span> span = span(date, from);
      if (span.isPresent()) {
        Duration there = Duration.between(span.get().from(), span.get().until());
        Duration taken = there.compareTo(left) < 0 ? there : left;
        reached = span.get().from().plus(taken);
        left = left.minus(taken);
      }
      date = date.plusDays(1);
    }
    return reached;
  }

  /** Returns how much business time passes between two instants; none where the second is first. */
  public Duration between(Instant from, Instant until) {
    Duration passed = Duration.ZERO;
    LocalDate date = from.atZone(zone).toLocalDate();
    while (date.atStartOfDay(zone).toInstant().isBefore(until)) {
      Optional<Span> span = span(date, from).filter(found -> found.from().isBefore(until));
      if (span.isPresent()) {
        Instant end = span.get().until().isAfter(until) ? until : span.get().until();
        passed = passed.plus(Duration.between(span.get().from(), end));
      }
      date = date.plusDays(1);
    }
    return passed;
  }

  /**
   * When is worked on a date, from an instant on. A local time that the clocks skip is the one that
   * they skip to; what would reach into the next date, as where a whole date is skipped, ends with
   * its own.
   */
  private Optional<Span> span(LocalDate date, Instant earliest) {
    if (!days.contains(date.getDayOfWeek()) || holidays.contains(date)) {
      return Optional.empty();
    }
    Instant opening = date.atTime(opens).atZone(zone).toInstant();
    Instant closing = date.atTime(closes).atZone(zone).toInstant();
    Instant midnight = date.plusDays(1).atStartOfDay(zone).toInstant();
    Instant from = opening.isBefore(earliest) ? earliest : opening;
    Instant until = closing.isAfter(midnight) ? midnight : closing;
    return from.isBefore(until) ? Optional.of(new Span(from, until)) : Optional.empty();
  }
}
