package org.assay.review.calendar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;

/** When a unit works, as an administrator set it. */
@Entity
@Table(name = "unit_calendar")
class UnitCalendar {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(updatable = false)
  private String unit;

  @Column(name = "time_zone")
  private String timeZone;

  @Column(name = "working_days")
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> workingDays;

  private String opens;
  private String closes;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> holidays;

  @Column(name = "changed_by")
  private String changedBy;

  @Column(name = "changed_at")
  private Instant changedAt;

  private long revision;

  /** For Hibernate. */
  protected UnitCalendar() {}

  /**
   * Lets the unit work so from now on.
   *
   * @param by the {@code sub} of who says so
   */
  void set(WorkingTime time, String by, Instant at) {
    timeZone = time.zone().getId();
    workingDays = time.days().stream().sorted().map(DayOfWeek::name).toList();
    opens = time.opens().toString();
    closes = time.closes().toString();
    holidays = time.holidays().stream().sorted().map(LocalDate::toString).toList();
    changedBy = by;
    changedAt = at;
    revision++;
  }

  /** Returns when the unit works. */
  WorkingTime time() {
    return new WorkingTime(
        ZoneId.of(timeZone),
        workingDays.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()),
        LocalTime.parse(opens),
        LocalTime.parse(closes),
        holidays.stream().map(LocalDate::parse).collect(Collectors.toSet()));
  }

  /** Returns its id. */
  UUID id() {
    return id;
  }

  /** Returns the unit. */
  String unit() {
    return unit;
  }

  /** Returns the {@code sub} of who set it last. */
  String changedBy() {
    return changedBy;
  }

  /** Returns when it was set last. */
  Instant changedAt() {
    return changedAt;
  }

  /** Returns how often it was set. */
  long revision() {
    return revision;
  }

  /** Returns it as it is in force. */
  CalendarInForce inForce() {
    return new CalendarInForce(unit, time(), revision);
  }
}
