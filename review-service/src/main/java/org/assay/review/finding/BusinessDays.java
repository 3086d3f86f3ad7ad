package org.assay.review.finding;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Working days, Monday to Friday by UTC; holidays of units are not known here. */
final class BusinessDays {

  private BusinessDays() {}

  /** Returns the same time of day so many working days later. */
  static Instant after(Instant from, int days) {
    ZonedDateTime day = from.atZone(ZoneOffset.UTC);
    int left = days;
    while (left > 0) {
      day = day.plusDays(1);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return day.toInstant();
  }
}
