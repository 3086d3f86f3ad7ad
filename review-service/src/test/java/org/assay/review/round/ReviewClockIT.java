package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.review.OwnerSql;
import org.assay.review.Races;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.assay.review.calendar.WorkingTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A review that takes long is told of, each share of its time once, and nothing is decided. */
@QuarkusTest
class ReviewClockIT extends ReviewTestCase {

  private static final String CALENDARS = "/api/v1/calendars/";

  /** All week, so that business time passes as time does, but for the last minute of a day. */
  private static final Map<String, Object> ALWAYS =
      Map.of(
          "time_zone",
          "UTC",
          "working_days",
          List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"),
          "opens",
          "00:00",
          "closes",
          "23:59");

  private static final String LEVELS =
      """
      select count(*) from event_log
       where type = ? and convert_from(data, 'UTF8')::json ->> 'review_id' = ?
         and convert_from(data, 'UTF8')::json ->> 'to' = ?
      """;

  @Inject ClockWatch watch;

  private static void set(String unit, Map<String, Object> calendar) {
    as("admin")
        .contentType("application/json")
        .header("If-Match", read("admin", CALENDARS + unit).getLong("revision"))
        .body(calendar)
        .put(CALENDARS + unit)
        .then()
        .statusCode(200);
  }

  @BeforeEach
  void workAlways() {
    for (String unit : List.of("credit", "risk", "data")) {
      set(unit, ALWAYS);
    }
  }

  private static Subject submitted(int days) {
    Subject subject = registered();
    publish(subject, Map.of("review_due", days));
    submit(subject);
    return subject;
  }

  /** Lets a review's clock have run for longer; the next look counts anew. */
  private static void pass(String review, Duration time) {
    OwnerSql.execute(
        "update review set clock_since = clock_since - cast(? as interval), clock_revision = -1"
            + " where id = ?",
        time.toString(),
        UUID.fromString(review));
  }

  private static long told(String review, String type, String to) {
    return OwnerSql.count(LEVELS, type, review, to);
  }

  /** How often each of the four shares was told. */
  private static List<Long> told(String review) {
    return List.of(
        told(review, EventTypes.SLA_WARNED, "ASSIGNEE"),
        told(review, EventTypes.SLA_BREACHED, "LEAD"),
        told(review, EventTypes.SLA_ESCALATED, "UNIT_HEAD"),
        told(review, EventTypes.SLA_ESCALATED, "GOVERNANCE_BOARD"));
  }

  private static JsonPath seen(String review) {
    return read("auditor", REVIEWS + "/" + review);
  }

  @Test
  void isNotThereWhereThePolicySetsNoDueDate() {
    get("auditor", REVIEWS + "/" + review(submitted(), "ETHICS"))
        .body("due_at", nullValue())
        .body("clock", nullValue());
  }

  @Test
  void runsByTheCalendarOfTheProjectThenOfWhoReviews() {
    String review = review(submitted(2), "ETHICS");
    JsonPath asked = seen(review);
    assertThat(asked.getString("clock.state")).isEqualTo("RUNNING");
    assertThat(asked.getString("clock.unit")).isEqualTo("credit");
    assertThat(asked.getString("clock.allowed")).isEqualTo("PT47H58M");
    assertThat(asked.getString("clock.elapsed")).isEqualTo("PT0S");
    Instant requested = Instant.parse(asked.getString("created_at"));
    assertThat(Instant.parse(asked.getString("due_at")))
        .isBetween(
            requested.plus(Duration.ofDays(2)).minusSeconds(121),
            requested.plus(Duration.ofHours(49)));
    set("risk", usual());

    claim("ethics-reviewer", review)
        .statusCode(201)
        .body("clock.unit", is("risk"))
        .body("clock.allowed", is("PT16H"));

    Instant begun = Instant.parse(seen(review).getString("changed_at"));
    assertThat(Instant.parse(seen(review).getString("due_at")))
        .isBetween(
            WorkingTime.USUAL.after(begun, Duration.ofHours(16)).minusSeconds(60),
            WorkingTime.USUAL.after(begun, Duration.ofHours(16)));
    post("ethics-reviewer", REVIEWS + "/" + review + "/unassignments", Map.of())
        .statusCode(201)
        .body("clock.unit", is("credit"))
        .body("clock.allowed", is("PT47H58M"));
  }

  private static Map<String, Object> usual() {
    return Map.of(
        "time_zone",
        "UTC",
        "working_days",
        List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"),
        "opens",
        "09:00",
        "closes",
        "17:00");
  }

  /** Who is assigned counts by the unit that the identity provider tells. */
  @Test
  void runsByTheUnitOfWhoIsAssigned() {
    String review = review(submitted(2), "ETHICS");

    post("lead", REVIEWS + "/" + review + "/assignments", Map.of("account", "ethics-reviewer-2"))
        .statusCode(201)
        .body("clock.unit", is("data"))
        .body("clock.state", is("RUNNING"));
  }

  @Test
  void standsStillWhileChangesAreAskedFor() {
    String review = review(submitted(2), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    pass(review, Duration.ofHours(10));
    decide("ethics-reviewer", review, "CHANGES_REQUESTED")
        .statusCode(201)
        .body("due_at", nullValue())
        .body("clock.state", is("STOPPED"))
        .body("clock.stopped_by.account", is("ethics-reviewer"));
    String elapsed = seen(review).getString("clock.elapsed");
    assertThat(Duration.parse(elapsed)).isBetween(Duration.ofMinutes(598), Duration.ofMinutes(601));
    OwnerSql.execute(
        "update review set clock_stopped_since = clock_stopped_since - interval '30 days' where id = ?",
        UUID.fromString(review));
    watch.look();
    assertThat(told(review)).containsOnly(0L);

    respond(review);

    JsonPath after = seen(review);
    assertThat(after.getString("clock.state")).isEqualTo("RUNNING");
    assertThat(after.getString("clock.stopped_since")).isNull();
    assertThat(after.getString("clock.elapsed")).isEqualTo(elapsed);
    assertThat(Instant.parse(after.getString("due_at")))
        .isBetween(
            Instant.now().plus(Duration.ofHours(37)), Instant.now().plus(Duration.ofHours(39)));
  }

  private static void respond(String review) {
    post("engineer", REVIEWS + "/" + review + "/responses", Map.of("text", "See the new table"))
        .statusCode(201);
  }

  @Test
  void endsWithTheReviewAndGoesOnWithIt() {
    Subject subject = submitted(2);
    approve("ethics-reviewer", subject, "ETHICS");
    String review = review(subject, "ETHICS");
    get("auditor", REVIEWS + "/" + review)
        .body("state", is("APPROVED"))
        .body("clock.state", is("ENDED"))
        .body("due_at", nullValue());

    post(
            "ethics-reviewer",
            REVIEWS + "/" + review + "/retractions",
            revision(review),
            Map.of("reason", "I overlooked a table"))
        .statusCode(201)
        .body("clock.state", is("RUNNING"));
  }

  @Test
  void tellsEachShareOnceAndDecidesNothing() {
    String review = review(submitted(1), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    watch.look();
    assertThat(told(review)).containsOnly(0L);

    List<Duration> steps =
        List.of(
            Duration.ofHours(20), Duration.ofHours(5), Duration.ofHours(12), Duration.ofHours(13));
    for (int step = 0; step < steps.size(); step++) {
      pass(review, steps.get(step));
      watch.look();
      watch.look();
      Long[] expected = new Long[4];
      Arrays.fill(expected, 0L);
      Arrays.fill(expected, 0, step + 1, 1L);
      assertThat(told(review)).containsExactly(expected);
    }

    get("auditor", REVIEWS + "/" + review).body("state", is("IN_PROGRESS")).body("revision", is(3));
    pass(review, Duration.ofDays(100));
    watch.look();
    assertThat(told(review)).containsOnly(1L);
  }

  /** As after a while in which no copy ran: whoever looks first tells all, the others nothing. */
  @Test
  void tellsEachShareOnceHoweverManyCopiesLook() throws Exception {
    List<String> reviews = new ArrayList<>();
    for (int times = 0; times < 3; times++) {
      Subject subject = submitted(1);
      for (String type : List.of("ETHICS", "PERFORMANCE")) {
        reviews.add(review(subject, type));
      }
    }
    reviews.forEach(review -> pass(review, Duration.ofDays(3)));
    Races.fourAtOnce(watch::look);

    reviews.forEach(review -> assertThat(told(review)).as(review).containsOnly(1L));
  }

  @Test
  void repeatsNothingAfterALaterDueDate() {
    String review = review(submitted(1), "ETHICS");
    pass(review, Duration.ofHours(20));
    watch.look();
    Instant before = Instant.parse(seen(review).getString("due_at"));
    // It was not worked on yesterday and before, as is now said.
    set(
        "credit",
        Map.of(
            "time_zone",
            "UTC",
            "working_days",
            ALWAYS.get("working_days"),
            "opens",
            "00:00",
            "closes",
            "23:59",
            "holidays",
            List.of(
                Instant.now().toString().substring(0, 10),
                Instant.now().minus(Duration.ofDays(1)).toString().substring(0, 10))));
    watch.look();
    assertThat(Instant.parse(seen(review).getString("due_at"))).isAfter(before);
    pass(review, Duration.ofDays(3));

    watch.look();

    assertThat(told(review, EventTypes.SLA_WARNED, "ASSIGNEE")).isEqualTo(1);
    assertThat(told(review, EventTypes.SLA_BREACHED, "LEAD")).isEqualTo(1);
  }

  /** What a hand-over leaves is the same share of the business days, whatever hours a unit has. */
  @Test
  void keepsTheShareThatWasTakenOverAHandOver() {
    set("risk", usual());
    String review = review(submitted(2), "ETHICS");
    pass(review, Duration.ofMinutes(1439));

    claim("ethics-reviewer", review).statusCode(201).body("clock.allowed", is("PT16H"));

    assertThat(Duration.parse(seen(review).getString("clock.elapsed")))
        .isBetween(Duration.ofMinutes(477), Duration.ofMinutes(481));
  }

  @Test
  void listsWhatIsOverdue() {
    Subject subject = submitted(1);
    String ethics = review(subject, "ETHICS");
    String performance = review(subject, "PERFORMANCE");
    String overdue = REVIEWS + "?overdue=true&limit=200";
    get("auditor", overdue).body("items.id", not(hasItem(ethics)));
    pass(ethics, Duration.ofHours(25));

    watch.look();

    get("auditor", overdue)
        .statusCode(200)
        .body("items.id", hasItem(ethics))
        .body("items.id", not(hasItem(performance)))
        .body("items.clock.state", everyItem(is("RUNNING")));
    get("engineer-2", overdue).body("items.id", hasItem(ethics));
    get("auditor", REVIEWS + "?overdue=no").statusCode(400);
    claim("ethics-reviewer", ethics).statusCode(201);
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201);
    get("auditor", overdue).body("items.id", not(hasItem(ethics)));
  }

  private static Map<String, String> handOver(String from, String to) {
    return Map.of("instead_of", from, "account", to, "reason", "It takes too long");
  }

  private static String reassign(String field) {
    return "actions.find { it.name == 'reassign' }." + field;
  }

  @Test
  void offersALeadToGiveItToSomebodyElseOnceItsTimeIsOver() {
    String review = review(submitted(1), "ETHICS");
    String path = REVIEWS + "/" + review;
    String act = path + "/reassignments";
    claim("ethics-reviewer", review).statusCode(201);
    Map<String, String> handOver = handOver("ethics-reviewer", "ethics-reviewer-2");
    get("lead", path).body(reassign("allowed"), is(false));
    post("lead", act, handOver).statusCode(409).body("code", is("REVIEW_STATE_REFUSES"));
    pass(review, Duration.ofHours(25));
    watch.look();
    get("lead", path).body(reassign("allowed"), is(true));
    get("ethics-reviewer", path).body(reassign("reason_code"), is("FORBIDDEN"));
    post("ethics-reviewer", act, handOver).statusCode(403);
    post("lead", act, handOver("performance-reviewer", "ethics-reviewer-2"))
        .statusCode(403)
        .body("code", is("NOT_ASSIGNEE"));
    post("lead", act, handOver("ethics-reviewer", "engineer"))
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"));
    post("lead", act, Map.of("account", "ethics-reviewer-2")).statusCode(422);

    post("lead", act, handOver)
        .statusCode(201)
        .body("state", is("ASSIGNED"))
        .body("assignees.size()", is(1))
        .body("assignees[0].reviewer.account", is("ethics-reviewer-2"))
        .body("clock.unit", is("data"));

    assertThat(Instant.parse(seen(review).getString("due_at"))).isBefore(Instant.now());
    watch.look();
    assertThat(told(review).subList(0, 2)).containsExactly(1L, 1L);
  }

  @Test
  void tellsWhatTheContractSays() {
    Subject subject = submitted(1);
    String review = review(subject, "ETHICS");
    pass(review, Duration.ofHours(20));

    watch.look();

    assertThat(
            OwnerSql.count(
                """
                select count(*) from event_log
                 where type = ? and actor = 'system:review-service' and aggregate_version = 1
                   and partition_key = ? and subject = ?
                   and (convert_from(data, 'UTF8')::json ->> 'level')::int = 80
                   and convert_from(data, 'UTF8')::json ->> 'version_id' = ?
                   and convert_from(data, 'UTF8')::json ->> 'review_id' = ?
                   and convert_from(data, 'UTF8')::json ->> 'due_at' is not null
                """,
                EventTypes.SLA_WARNED,
                subject.modelId(),
                "model/%s/version/1".formatted(subject.model()),
                subject.versionId().toString(),
                review))
        .isEqualTo(1);
  }
}
