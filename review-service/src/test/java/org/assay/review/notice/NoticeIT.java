package org.assay.review.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.review.OwnerSql;
import org.assay.review.Races;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever has to act hears of an end some days before, of each number of days once. */
@QuarkusTest
class NoticeIT extends ReviewTestCase {

  private static final String NOTICES = "/api/v1/notices";
  private static final String YEAR =
      """
      {"validity": {"approvals": "P12M", "releases": "P6M", "grace": "P14D"}}
      """;

  @Inject NoticeGiving giving;

  private static long told(String thing, int days) {
    return OwnerSql.count(
        """
        select count(*) from event_log
         where type = ? and convert_from(data, 'UTF8')::json ->> 'id' = ?
           and (convert_from(data, 'UTF8')::json ->> 'days')::int = ?
        """,
        EventTypes.NOTICE_GIVEN,
        thing,
        days);
  }

  private static List<Long> told(String thing) {
    return List.of(told(thing, 30), told(thing, 14), told(thing, 7), told(thing, 1));
  }

  /** Lets so much time be left until an end that is known for a year. */
  private static void left(String table, String end, String since, String id, Duration time) {
    Timestamp at = Timestamp.from(Instant.now().plus(time));
    UUID thing = UUID.fromString(id);
    OwnerSql.execute(
        "update %s set %s = ?, %s = ? where id = ?".formatted(table, end, since),
        at,
        Timestamp.from(Instant.now().minus(Duration.ofDays(60))),
        thing);
    OwnerSql.execute("update notice set due_at = ? where thing_id = ?", at, thing);
  }

  private static void left(String condition, Duration time) {
    left("review_condition", "due_at", "opened_at", condition, time);
  }

  /** A submitted version, its ethics review approved under a condition; returns that. */
  private static String condition(Subject subject) {
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    return post(
            "ethics-reviewer",
            REVIEWS + "/" + review + "/decisions",
            revision(review),
            Map.of(
                "decision",
                "APPROVED",
                "reason",
                "Fine if",
                "conditions",
                List.of(
                    Map.of(
                        "text",
                        "Have the appeal process tried by three people",
                        "owner",
                        "engineer",
                        "due_at",
                        Instant.now().plus(Duration.ofDays(10)).toString(),
                        "if_missed",
                        "HOLD"))))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("conditions[0].id");
  }

  @Test
  void givesEachNoticeOfAConditionOnce() {
    String condition = condition(submitted());
    left(condition, Duration.ofDays(31));
    giving.giveDue();
    assertThat(told(condition)).containsExactly(0L, 0L, 0L, 0L);

    List<Integer> days = List.of(30, 14, 7, 1);
    for (int step = 0; step < days.size(); step++) {
      left(condition, Duration.ofDays(days.get(step)).minusSeconds(60));
      giving.giveDue();
      giving.giveDue();
      List<Long> expected = new ArrayList<>(List.of(0L, 0L, 0L, 0L));
      for (int given = 0; given <= step; given++) {
        expected.set(given, 1L);
      }
      assertThat(told(condition)).isEqualTo(expected);
    }
    left(condition, Duration.ofMinutes(1).negated());
    giving.giveDue();
    assertThat(told(condition)).containsOnly(1L);
  }

  @Test
  void saysNothingOfDaysThatThereNeverWere() {
    String condition = condition(submitted());
    giving.giveDue();
    assertThat(told(condition)).containsExactly(0L, 0L, 0L, 0L);
    OwnerSql.execute(
        "update review_condition set due_at = due_at - interval '4 days',"
            + " opened_at = opened_at - interval '4 days' where id = ?",
        UUID.fromString(condition));

    giving.giveDue();

    assertThat(told(condition)).containsExactly(0L, 0L, 1L, 0L);
  }

  @Test
  void saysNothingOfWhatIsMet() {
    Subject subject = submitted();
    String condition = condition(subject);
    left(condition, Duration.ofDays(13));
    String path = "/api/v1/conditions/" + condition;
    post(
            "ethics-reviewer",
            path + "/confirmations",
            read("auditor", path).getLong("revision"),
            Map.of("reason", "Seen the minutes"))
        .statusCode(201);

    giving.giveDue();

    assertThat(told(condition)).containsOnly(0L);
  }

  @Test
  void tellsOfApprovalsReleasesAndClassifications() {
    Subject subject = submitted();
    OwnerSql.bind(subject, "year", YEAR);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    classify(subject, Map.of());
    String review = review(subject, "ETHICS");
    String release = read("auditor", subject.path() + "/releases").getString("items[0].id");
    String classification =
        read("auditor", "/api/v1/classifications?model=" + subject.model())
            .getString("items[0].id");
    left("review", "valid_until", "changed_at", review, Duration.ofDays(29));
    left("release_decision", "valid_until", "decided_at", release, Duration.ofDays(6));
    left("classification", "valid_until", "decided_at", classification, Duration.ofHours(2));

    giving.giveDue();

    assertThat(told(review)).containsExactly(1L, 0L, 0L, 0L);
    assertThat(told(release)).containsExactly(1L, 1L, 1L, 0L);
    assertThat(told(classification)).containsOnly(1L);
    JsonPath listed = read("auditor", NOTICES + "?limit=200");
    assertThat(listed.getString(of(release, "what"))).isEqualTo("RELEASE");
    assertThat(listed.getString(of(release, "model"))).isEqualTo(subject.model());
    assertThat(listed.getInt(of(release, "version"))).isEqualTo(1);
    assertThat(listed.getString(of(classification, "version_id"))).isNull();
    get("auditor", NOTICES + "?what=APPROVAL&limit=200")
        .body("items.what", everyItem(is("APPROVAL")))
        .body("items.thing_id", hasItem(review));
  }

  private static String of(String thing, String member) {
    return "items.find { it.thing_id == '%s' }.%s".formatted(thing, member);
  }

  /** A version, released for half a year, whose ethics review and release end in hours. */
  private static Subject endingSoon() {
    Subject subject = submitted();
    OwnerSql.bind(subject, "year", YEAR);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    left("review", "valid_until", "changed_at", review(subject, "ETHICS"), Duration.ofHours(20));
    left("release_decision", "valid_until", "decided_at", release(subject), Duration.ofHours(20));
    return subject;
  }

  private static String release(Subject subject) {
    return read("auditor", subject.path() + "/releases").getString("items[-1].id");
  }

  @Test
  void saysNothingOfWhatIsRevoked() {
    Subject subject = endingSoon();
    String proposal =
        post(
                "lead",
                subject.path() + "/revocations",
                subject.revision(),
                Map.of("reason", "Complaints"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    post("ethics-reviewer-2", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .statusCode(201);

    giving.giveDue();

    assertThat(told(review(subject, "ETHICS"))).containsOnly(0L);
    assertThat(told(release(subject))).containsOnly(0L);
  }

  @Test
  void saysNothingOfARoundThatALaterReleaseTookThePlaceOf() {
    Subject subject = endingSoon();
    String first = review(subject, "ETHICS");
    String release = release(subject);
    submitRenewal(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201).body("outcome", is("RENEWED"));

    giving.giveDue();

    assertThat(told(first)).containsOnly(0L);
    assertThat(told(release)).containsOnly(0L);
  }

  @Test
  void goesOnSayingItWhileARenewalIsUnderWay() {
    Subject subject = endingSoon();
    String first = review(subject, "ETHICS");
    submitRenewal(subject);

    giving.giveDue();

    assertThat(told(first)).containsOnly(1L);
    assertThat(told(release(subject))).containsOnly(1L);
  }

  @Test
  void saysNothingOfWhatIsRetired() {
    Subject subject = endingSoon();
    follow(subject, EventTypes.VERSION_RETIRED, "RETIRED");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        OwnerSql.count(
                            "select count(*) from version_copy where id = ? and state = 'RETIRED'",
                            subject.versionId()))
                    .isEqualTo(1));

    giving.giveDue();

    assertThat(told(review(subject, "ETHICS"))).containsOnly(0L);
    assertThat(told(release(subject))).containsOnly(0L);
  }

  @Test
  void tellsOfOverrides() {
    Subject subject = submitted();
    OwnerSql.bind(
        subject,
        "open-to-overrides",
        "{\"distinct_people\": 1, \"overridable_by\": {\"ethics-approved\": [\"lead\"]}}");
    String proposal =
        post(
                "lead-2",
                subject.path() + "/overrides",
                subject.revision(),
                Map.of(
                    "requirement",
                    "ethics-approved",
                    "reason",
                    "The ethics board has seen the harm table in May",
                    "until",
                    Instant.now().plus(Duration.ofDays(20)).toString()))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    post("performance-reviewer-2", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .statusCode(201);
    String override = read("auditor", subject.path() + "/overrides").getString("items[0].id");
    left("requirement_override", "expires_at", "granted_at", override, Duration.ofDays(13));

    giving.giveDue();

    assertThat(told(override)).containsExactly(1L, 1L, 0L, 0L);
  }

  @Test
  void saysItOnceHoweverManyCopiesLook() throws Exception {
    List<String> conditions = new ArrayList<>();
    for (int times = 0; times < 4; times++) {
      String condition = condition(submitted());
      left(condition, Duration.ofHours(20));
      conditions.add(condition);
    }
    Races.fourAtOnce(giving::giveDue);

    conditions.forEach(condition -> assertThat(told(condition)).containsOnly(1L));
  }

  @Test
  void showsOnlyWhatTheCallerMayReadNewestFirstAPageAtATime() {
    String mine = condition(submitted());
    left(mine, Duration.ofHours(20));
    giving.giveDue();

    List<String> seen = new ArrayList<>();
    @Nullable String next = NOTICES + "?limit=2&what=CONDITION";
    while (next != null) {
      JsonPath page =
          as("engineer").urlEncodingEnabled(false).get(next).then().extract().jsonPath();
      seen.addAll(page.getList("items.id", String.class));
      next = page.getString("next");
    }
    assertThat(seen).isSortedAccordingTo(Comparator.<String>reverseOrder()).doesNotHaveDuplicates();
    get("engineer", NOTICES + "?limit=200").body("items.thing_id", hasItem(mine));
    OwnerSql.execute(
        "update member_copy set until = clock_timestamp() where project_id ="
            + " (select project_id from notice where thing_id = ? limit 1)",
        UUID.fromString(mine));
    get("engineer", NOTICES + "?limit=200").body("items.thing_id", not(hasItem(mine)));
    get("auditor", NOTICES + "?limit=200").body("items.thing_id", hasItem(mine));
    get("operator", NOTICES).statusCode(403);
    get("auditor", NOTICES + "?what=LUNCH").statusCode(400);
  }
}
