package org.assay.review.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/** Says when a unit works; in the caller's transaction. */
@ApplicationScoped
class CalendarSetting {

  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final Duration SHORTEST = Duration.ofMinutes(30);

  private final UnitCalendars calendars;
  private final DatabaseClock clock;

  CalendarSetting(UnitCalendars calendars, DatabaseClock clock) {
    this.calendars = calendars;
    this.clock = clock;
  }

  /** Returns why a caller may not set calendars, empty where the caller may. */
  static Optional<Refusal> refusal(Caller caller) {
    return caller.has(Role.ADMIN) && !caller.machine()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(CommonProblem.FORBIDDEN, "An administrator says when a unit works"));
  }

  /**
   * Sets the calendar of a unit.
   *
   * @param ifMatch the calendar's revision that the caller saw, 0 where none was set
   */
  UnitCalendar set(String unit, SetCalendar command, @Nullable String ifMatch, Caller caller) {
    Refusal.refuse(refusal(caller));
    WorkingTime time = checked(command);
    UnitCalendar calendar = calendars.locked(unit);
    IfMatch.require(ifMatch, calendar.revision());
    calendar.set(time, caller.subject(), clock.now());
    calendars.tell(calendar, Cause.by(caller));
    return calendar;
  }

  private static WorkingTime checked(SetCalendar command) {
    if (!ZONES.contains(command.timeZone())) {
      throw ProblemException.invalid(
          "/time_zone",
          "UNKNOWN_TIME_ZONE",
          "%s is no zone of the IANA database, such as Europe/Berlin or UTC"
              .formatted(command.timeZone()));
    }
    LocalTime opens = LocalTime.parse(command.opens());
    LocalTime closes = LocalTime.parse(command.closes());
    if (Duration.between(opens, closes).compareTo(SHORTEST) < 0) {
      throw ProblemException.invalid(
          "/closes",
          "OUT_OF_RANGE",
          "a working day has %d minutes at least, and %s follows %s by less"
              .formatted(SHORTEST.toMinutes(), closes, opens));
    }
    List<LocalDate> holidays = command.holidays();
    return new WorkingTime(
        ZoneId.of(command.timeZone()),
        EnumSet.copyOf(command.workingDays()),
        opens,
        closes,
        holidays == null ? Set.of() : Set.copyOf(holidays));
  }
}
