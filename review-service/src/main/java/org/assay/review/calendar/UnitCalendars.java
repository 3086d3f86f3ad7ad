package org.assay.review.calendar;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.CalendarChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The calendars of units, each change of which is one event. */
@ApplicationScoped
public class UnitCalendars implements PanacheRepositoryBase<UnitCalendar, UUID> {

  private final EventLog log;
  private final Session entities;

  UnitCalendars(EventLog log, Session entities) {
    this.log = log;
    this.entities = entities;
  }

  /** Returns the calendar that a unit works by now; the usual one where none was set. */
  public CalendarInForce inForce(@Nullable String unit) {
    return Optional.ofNullable(unit)
        .flatMap(this::of)
        .map(UnitCalendar::inForce)
        .orElseGet(() -> CalendarInForce.usual(unit));
  }

  /**
   * Returns the calendars that were set for some units; one statement, bounded by what is asked.
   */
  public Map<String, CalendarInForce> inForce(Collection<String> units) {
    return units.isEmpty()
        ? Map.of()
        : list("unit in ?1", units).stream()
            .collect(Collectors.toMap(UnitCalendar::unit, UnitCalendar::inForce));
  }

  /** Returns what was set for a unit, empty where nothing was; unique index. */
  Optional<UnitCalendar> of(String unit) {
    return find("unit", unit).firstResultOptional();
  }

  /** Returns up to {@code limit} calendars after that of a unit, in the order of the units. */
  List<UnitCalendar> inOrder(Optional<String> after, int limit) {
    return find("unit > ?1 order by unit", after.orElse("")).page(0, limit).list();
  }

  /**
   * Returns the calendar of a unit after waiting for whoever sets it; one that was never set has
   * the revision 0, and is not there for anybody else until it is.
   */
  UnitCalendar locked(String unit) {
    entities
        .createNativeMutationQuery(
            """
            insert into unit_calendar (id, unit, time_zone, working_days, opens, closes, holidays,
                                       changed_by, changed_at, revision)
            values (uuidv7(), :unit, 'UTC', array['MONDAY'], '09:00', '17:00', '{}', 'nobody',
                    clock_timestamp(), 0)
            on conflict on constraint unit_calendar_unit_uq do nothing
            """)
        .setParameter("unit", unit)
        .executeUpdate();
    return find("unit", unit).withLock(LockModeType.PESSIMISTIC_WRITE).singleResult();
  }

  /** Tells that a calendar has just been set: event {@code calendar.changed}. */
  void tell(UnitCalendar calendar, Cause cause) {
    flush();
    WorkingTime time = calendar.time();
    log.append(
        new NewEvent(
            EventTypes.CALENDAR_CHANGED,
            "calendar/" + calendar.unit(),
            calendar.id(),
            calendar.revision(),
            calendar.id(),
            cause,
            new CalendarChanged(
                calendar.id(),
                calendar.unit(),
                time.zone().getId(),
                time.days().stream().sorted().map(DayOfWeek::name).toList(),
                time.opens().toString(),
                time.closes().toString(),
                time.holidays().stream().sorted().map(LocalDate::toString).toList())));
  }
}
