package org.assay.review.calendar;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * When a unit works.
 *
 * @param timeZone its zone in the IANA database, such as {@code Europe/Berlin}
 * @param workingDays the days of a week that it works on
 * @param opens when its working day begins, local time such as {@code 09:00}
 * @param closes when its working day ends, later on the same date
 * @param holidays the dates that it does not work on; none where absent
 */
record SetCalendar(
    @NotNull @PlainText(max = 64) @Size(max = 64) String timeZone,
    @NotNull @Size(min = 1, max = 7) List<@NotNull DayOfWeek> workingDays,
    @NotNull @Size(max = 5) @Pattern(regexp = SetCalendar.TIME) String opens,
    @NotNull @Size(max = 5) @Pattern(regexp = SetCalendar.TIME) String closes,
    @Size(max = 400) @Nullable List<@NotNull LocalDate> holidays) {

  /** A local time in hours and minutes. */
  static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
}
