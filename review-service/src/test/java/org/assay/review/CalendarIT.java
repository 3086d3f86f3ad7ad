package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When units work: everybody may know, administrators say so. */
@QuarkusTest
class CalendarIT extends ReviewTestCase {

  private static final String CALENDARS = "/api/v1/calendars";
  private static final Map<String, Object> BERLIN =
      Map.of(
          "time_zone",
          "Europe/Berlin",
          "working_days",
          List.of("TUESDAY", "MONDAY", "MONDAY"),
          "opens",
          "08:30",
          "closes",
          "16:00",
          "holidays",
          List.of("2026-12-25", "2026-12-24"));

  private static String freshUnit() {
    return "unit " + UUID.randomUUID().toString().substring(0, 8);
  }

  private static ValidatableResponse set(
      String account, String unit, @Nullable Object revision, Object body) {
    RequestSpecification request = as(account).contentType("application/json").body(body);
    return (revision == null ? request : request.header("If-Match", revision))
        .put(CALENDARS + "/{unit}", unit)
        .then();
  }

  private static long told(String unit) {
    return OwnerSql.count(
        "select count(*) from event_log where type = ? and subject = ?",
        EventTypes.CALENDAR_CHANGED,
        "calendar/" + unit);
  }

  @Test
  void worksOnUsualDaysWhereNobodySaysMore() {
    String unit = freshUnit();

    get("engineer", CALENDARS + "/{unit}", unit)
        .statusCode(200)
        .body("unit", is(unit))
        .body("usual", is(true))
        .body("time_zone", is("UTC"))
        .body("working_days", contains("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"))
        .body("opens", is("09:00"))
        .body("closes", is("17:00"))
        .body("holidays", empty())
        .body("changed_at", nullValue())
        .body("revision", is(0))
        .body("actions[0].name", is("change"))
        .body("actions[0].allowed", is(false));
  }

  @Test
  void isSetByAnAdministratorWhoSawWhatItWas() {
    String unit = freshUnit();
    set("admin", unit, null, BERLIN).statusCode(428).body("code", is("PRECONDITION_REQUIRED"));
    set("admin", unit, 1, BERLIN).statusCode(412).body("revision", is(0));
    assertThat(told(unit)).isZero();
    get("auditor", CALENDARS + "/{unit}", unit).body("usual", is(true));

    set("admin", unit, 0, BERLIN)
        .statusCode(200)
        .body("usual", is(false))
        .body("time_zone", is("Europe/Berlin"))
        .body("working_days", contains("MONDAY", "TUESDAY"))
        .body("holidays", contains("2026-12-24", "2026-12-25"))
        .body("changed_by.account", is("admin"))
        .body("revision", is(1))
        .body("actions[0].allowed", is(true));

    set("admin", unit, 0, BERLIN).statusCode(412).body("revision", is(1));
    Map<String, Object> longer = new HashMap<>(BERLIN);
    longer.put("closes", "18:00");
    longer.remove("holidays");
    set("admin", unit, "\"1.00\"", longer).statusCode(200).body("revision", is(2));
    get("engineer", CALENDARS + "/{unit}", unit)
        .body("closes", is("18:00"))
        .body("holidays", empty());
    assertThat(told(unit)).isEqualTo(2);
  }

  @Test
  void listsWhatWasSetByUnitAPageAtATime() {
    String prefix = "list " + UUID.randomUUID();
    for (String unit : List.of("c", "a", "b")) {
      set("admin", prefix + " " + unit, 0, BERLIN).statusCode(200);
    }
    List<String> seen = new ArrayList<>();
    @Nullable String next = CALENDARS + "?limit=1";
    while (next != null) {
      var page = as("engineer").urlEncodingEnabled(false).get(next).then().extract().jsonPath();
      seen.addAll(page.getList("items.unit", String.class));
      next = page.getString("next");
    }

    assertThat(seen).isSorted().doesNotHaveDuplicates();
    assertThat(seen.stream().filter(unit -> unit.startsWith(prefix)))
        .containsExactly(prefix + " a", prefix + " b", prefix + " c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer", "ethics-reviewer", "performance-reviewer", "lead", "auditor"})
  void isSetByNobodyElse(String account) {
    String unit = freshUnit();

    set(account, unit, 0, BERLIN).statusCode(403);
    get(account, CALENDARS + "/{unit}", unit).statusCode(200).body("usual", is(true));
    get("operator", CALENDARS).statusCode(403);
  }

  static Stream<Arguments> badCalendars() {
    return Stream.of(
        Arguments.of("time_zone", "Moon/Base", "/time_zone", "UNKNOWN_TIME_ZONE"),
        Arguments.of("time_zone", "+01:00", "/time_zone", "UNKNOWN_TIME_ZONE"),
        Arguments.of("time_zone", null, "/time_zone", "REQUIRED"),
        Arguments.of("working_days", List.of(), "/working_days", "TOO_SHORT"),
        Arguments.of("working_days", List.of("SOMEDAY"), "/working_days/0", "UNKNOWN_VALUE"),
        Arguments.of("opens", "9:00", "/opens", "PATTERN"),
        Arguments.of("closes", "24:00", "/closes", "PATTERN"),
        Arguments.of("closes", "08:45", "/closes", "OUT_OF_RANGE"),
        Arguments.of("closes", "07:00", "/closes", "OUT_OF_RANGE"),
        Arguments.of("holidays", List.of("2026-02-30"), "/holidays/0", "WRONG_TYPE"),
        Arguments.of(
            "holidays",
            IntStream.range(0, 401).mapToObj(_ -> "2026-12-25").toList(),
            "/holidays",
            "TOO_LONG"),
        Arguments.of("lunch", "12:00", "/lunch", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badCalendars")
  void namesWhatIsWrong(String member, @Nullable Object value, String pointer, String code) {
    String unit = freshUnit();
    Map<String, Object> body = new HashMap<>(BERLIN);
    body.put(member, value);

    set("admin", unit, 0, body)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
    assertThat(told(unit)).isZero();
  }

  @Test
  void isSetByOneOfTwoWhoSawTheSame() throws Exception {
    String unit = freshUnit();
    Callable<Integer> act = () -> set("admin", unit, 0, BERLIN).extract().statusCode();

    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Integer> answers = new ArrayList<>();
      for (var done : both.invokeAll(List.of(act, act))) {
        answers.add(done.get());
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 412);
    }
    assertThat(told(unit)).isEqualTo(1);
  }
}
