package org.assay.review.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * When a unit works, as HTTP shows it to one caller.
 *
 * @param unit the unit
 * @param usual whether nobody set it, so that it is what holds for every such unit: Monday to
 *     Friday, 09:00 to 17:00 UTC
 * @param timeZone its zone in the IANA database
 * @param workingDays the days of a week that it works on, in their order
 * @param opens when its working day begins, local time
 * @param closes when its working day ends
 * @param holidays the dates that it does not work on, in their order
 * @param changedBy who set it last, absent where nobody did
 * @param changedAt when
 * @param revision how often it was set
 * @param actions what the caller may do with it now
 */
@Schema(name = "Calendar")
record CalendarView(
    String unit,
    boolean usual,
    String timeZone,
    List<DayOfWeek> workingDays,
    String opens,
    String closes,
    List<LocalDate> holidays,
    @Nullable Actor changedBy,
    @Nullable Instant changedAt,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  CalendarView {
    workingDays = List.copyOf(workingDays);
    holidays = List.copyOf(holidays);
    actions = List.copyOf(actions);
  }
}
