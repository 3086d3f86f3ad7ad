package org.assay.review.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.Refusal;
import org.jspecify.annotations.Nullable;

/** Shows calendars. */
@ApplicationScoped
class CalendarViews {

  private final Accounts accounts;

  CalendarViews(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Shows the calendar of a unit, the usual one where none was set. */
  CalendarView view(String unit, Optional<UnitCalendar> found, Caller caller) {
    return found
        .map(calendar -> views(List.of(calendar), caller).getFirst())
        .orElseGet(() -> view(CalendarInForce.usual(unit), unit, null, null, caller));
  }

  List<CalendarView> views(List<UnitCalendar> calendars, Caller caller) {
    People people = accounts.people(calendars.stream().map(UnitCalendar::changedBy));
    return calendars.stream()
        .map(calendar -> view(calendar.inForce(), calendar.unit(), calendar, people, caller))
        .toList();
  }

  private static CalendarView view(
      CalendarInForce calendar,
      String unit,
      @Nullable UnitCalendar set,
      @Nullable People people,
      Caller caller) {
    WorkingTime time = calendar.time();
    List<ActionView> actions = List.of(Refusal.action("change", CalendarSetting.refusal(caller)));
    return new CalendarView(
        unit,
        set == null,
        time.zone().getId(),
        time.days().stream().sorted().toList(),
        time.opens().toString(),
        time.closes().toString(),
        time.holidays().stream().sorted().toList(),
        set == null || people == null ? null : people.named(set.changedBy()),
        set == null ? null : set.changedAt(),
        calendar.revision(),
        actions);
  }
}
