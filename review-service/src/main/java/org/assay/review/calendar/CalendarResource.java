package org.assay.review.calendar;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.assay.kit.http.IfMatch;
import org.assay.kit.http.PlainText;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Calendars of units over HTTP. */
@Path("/api/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({
  RoleNames.ENGINEER,
  RoleNames.ETHICS_REVIEWER,
  RoleNames.PERFORMANCE_REVIEWER,
  RoleNames.LEAD,
  RoleNames.AUDITOR,
  RoleNames.ADMIN
})
@Tag(name = "calendars")
class CalendarResource {

  private static final int UNIT = 64;

  private final CurrentCaller currentCaller;
  private final UnitCalendars calendars;
  private final CalendarSetting setting;
  private final CalendarViews views;
  private final Paging paging;

  CalendarResource(
      CurrentCaller currentCaller,
      UnitCalendars calendars,
      CalendarSetting setting,
      CalendarViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.calendars = calendars;
    this.setting = setting;
    this.views = views;
    this.paging = paging;
  }

  /** Lists the calendars that were set, in the order of the units. */
  @GET
  @Operation(
      operationId = "listCalendars",
      summary = "List the calendars that were set for units, in the order of the units")
  @Extension(name = "x-permission", value = "calendar.read")
  public Page<CalendarView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request = paging.request(limit, cursor, "calendars");
    List<UnitCalendar> found =
        calendars.inOrder(request.after().map(List::getFirst), request.fetchSize());
    return paging.page(
        views.views(found, currentCaller.get()), request, calendar -> List.of(calendar.unit()));
  }

  /** Shows when a unit works. */
  @GET
  @Path("/{unit}")
  @Operation(operationId = "getCalendar", summary = "Read when a unit works")
  @Extension(name = "x-permission", value = "calendar.read")
  public CalendarView get(@PathParam("unit") @PlainText(max = UNIT) String unit) {
    return views.view(unit, calendars.of(unit), currentCaller.get());
  }

  /** An administrator says when a unit works. */
  @PUT
  @Path("/{unit}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(RoleNames.ADMIN)
  @Transactional
  @Operation(operationId = "setCalendar", summary = "Say when a unit works")
  @Extension(name = "x-permission", value = "calendar.set")
  public CalendarView set(
      @PathParam("unit") @PlainText(max = UNIT) String unit,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid SetCalendar command) {
    Caller caller = currentCaller.get();
    return views.view(unit, Optional.of(setting.set(unit, command, ifMatch, caller)), caller);
  }
}
