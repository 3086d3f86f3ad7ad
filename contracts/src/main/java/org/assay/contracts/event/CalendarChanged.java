package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;

/**
 * When a unit works, from now on.
 *
 * @param calendarId the calendar
 * @param unit the unit
 * @param timeZone its zone in the IANA database, such as {@code Europe/Berlin}
 * @param workingDays the days of a week that it works on, such as MONDAY
 * @param opens when its working day begins, local time such as {@code 09:00}
 * @param closes when its working day ends
 * @param holidays the dates that it does not work on, such as {@code 2026-12-25}
 */
public record CalendarChanged(
    UUID calendarId,
    String unit,
    String timeZone,
    List<String> workingDays,
    String opens,
    String closes,
    List<String> holidays) {

  /** Copies the lists. */
  public CalendarChanged {
    workingDays = List.copyOf(workingDays);
    holidays = List.copyOf(holidays);
  }
}
