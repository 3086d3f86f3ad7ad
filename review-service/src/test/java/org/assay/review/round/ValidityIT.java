package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.review.OwnerSql;
import org.assay.review.Races;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;

/** An approval ends at its instant, whoever has noticed; a job only tells of it, once. */
@QuarkusTest
class ValidityIT extends ReviewTestCase {

  private static final String YEAR =
      """
      {"validity": {"approvals": "P12M", "releases": "P6M", "grace": "P14D"}}
      """;
  private static final String APPROVALS_ONLY =
      """
      {"validity": {"approvals": "P1M"}}
      """;

  @Inject ApprovalExpiry expiry;
  @Inject EventLog log;

  private static Subject released(String policy, String validity) {
    Subject subject = submitted();
    OwnerSql.bind(subject, policy, validity);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    return subject;
  }

  private static Instant monthsAhead(int months) {
    return Instant.now().atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }

  /** Lets the approval of a review end at an instant. */
  private static void endApproval(String review, Instant at) {
    OwnerSql.execute(
        "update review_decision set valid_until = ? where review_id = ?",
        Timestamp.from(at),
        UUID.fromString(review));
    OwnerSql.execute(
        "update review set valid_until = ? where id = ?",
        Timestamp.from(at),
        UUID.fromString(review));
  }

  private List<String> types(String id) {
    return log.history(UUID.fromString(id), 0, 100).stream().map(LoggedEvent::type).toList();
  }

  @Test
  void hasNoEndUnderStarter() {
    Subject subject = released();

    get("lead", REVIEWS + "/" + review(subject, "ETHICS")).body("valid_until", nullValue());
    get("lead", subject.path() + "/releases")
        .body("items[0].valid_until", nullValue())
        .body("items[0].grace_until", nullValue());
  }

  @Test
  void isWrittenDownAsThePolicySays() {
    Subject subject = released("year", YEAR);

    JsonPath ethics = read("lead", REVIEWS + "/" + review(subject, "ETHICS"));
    JsonPath release = read("lead", subject.path() + "/releases");

    assertThat(Instant.parse(ethics.getString("valid_until")))
        .isCloseTo(monthsAhead(12), within(1, ChronoUnit.HOURS));
    Instant end = Instant.parse(release.getString("items[0].valid_until"));
    assertThat(end).isCloseTo(monthsAhead(6), within(1, ChronoUnit.HOURS));
    assertThat(Instant.parse(release.getString("items[0].grace_until")))
        .isEqualTo(end.plus(Duration.ofDays(14)));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("ALLOW"))
        .body("policy", is("year/1"));
  }

  @Test
  void endsAReleaseWithTheFirstOfItsApprovals() {
    Subject subject = released("month", APPROVALS_ONLY);

    String first = read("lead", REVIEWS + "/" + review(subject, "ETHICS")).getString("valid_until");

    get("lead", subject.path() + "/releases").body("items[0].valid_until", is(first));
  }

  /** Invariant 10: what ends counts until that instant; grace delays the revocation alone. */
  @Test
  void deniesFromTheInstantThatAnApprovalEnds() {
    Subject subject = released();
    Instant end = Instant.now().plusSeconds(2);
    endApproval(review(subject, "ETHICS"), end);
    JsonPath before = gate("engineer", subject.digest(), "production").extract().jsonPath();

    assertThat(before.getString("decision")).isEqualTo("ALLOW");
    assertThat(Instant.parse(before.getString("valid_until")))
        .isCloseTo(end, within(1, ChronoUnit.MILLIS));
    await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              JsonPath answer =
                  gate("engineer", subject.digest(), "production").extract().jsonPath();
              Instant at = Instant.parse(answer.getString("decided_at"));
              if (answer.getString("decision").equals("ALLOW")) {
                assertThat(at).isBefore(end);
              }
              assertThat(answer.getString("decision")).isEqualTo("DENY");
            });
    gate("engineer", subject.digest(), "production").body(state("ethics-approved"), is("STALE"));
    release("lead", subject, "staging").statusCode(409);
  }

  @Test
  void losesTheRoundAndOpensTheNextWhereNothingIsReleased() {
    Subject subject = passed();
    String ethics = review(subject, "ETHICS");
    String assessment = read("auditor", REVIEWS + "/" + ethics).getString("assessment_id");
    endApproval(ethics, Instant.now().minusSeconds(1));

    expiry.expireOverdue();

    get("auditor", REVIEWS + "/" + ethics).body("state", is("EXPIRED"));
    get("auditor", "/api/v1/assessments/" + assessment)
        .body("state", is("LOST"))
        .body("cause", is("EXPIRED"));
    get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
        .body("items.round", contains(2, 2))
        .body("items.type", containsInAnyOrder("ETHICS", "PERFORMANCE"));
    get("engineer", subject.path() + "/requirements")
        .body("round", is(2))
        .body(state("ethics-approved"), is("PENDING"));

    approve("ethics-reviewer-2", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void letsALostRoundNotPassByTheReviewsOfTheNextOne() {
    Subject subject = passed();
    String ethics = review(subject, "ETHICS");
    String performance = review(subject, "PERFORMANCE");
    String lost = read("auditor", REVIEWS + "/" + ethics).getString("assessment_id");
    endApproval(ethics, Instant.now().minusSeconds(1));
    expiry.expireOverdue();
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");

    get("performance-reviewer", REVIEWS + "/" + performance)
        .body("actions.find { it.name == 'retract' }.allowed", is(false));
    post(
            "performance-reviewer",
            REVIEWS + "/" + performance + "/retractions",
            revision(performance),
            Map.of("reason", "A table was wrong"))
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));

    assertThat(types(lost)).endsWith(EventTypes.ASSESSMENT_PASSED, EventTypes.ASSESSMENT_LOST);
  }

  @Test
  void endsTheApprovalAloneInARoundThatHasNotPassed() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    String ethics = review(subject, "ETHICS");
    endApproval(ethics, Instant.now().minusSeconds(1));

    expiry.expireOverdue();

    get("auditor", REVIEWS + "/" + ethics)
        .body("state", is("IN_PROGRESS"))
        .body("decisions[0].retracted_at", notNullValue())
        .body("valid_until", nullValue());
    assertThat(types(ethics)).endsWith(EventTypes.REVIEW_APPROVAL_RETRACTED);
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201).body("state", is("APPROVED"));
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void countsNoApprovalThatEndedBeforeTheLastOne() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    OwnerSql.execute(
        "update review set approvals_required = 2 where id = ?", UUID.fromString(ethics));
    claim("ethics-reviewer", ethics).statusCode(201);
    claim("ethics-reviewer-2", ethics).statusCode(201);
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201);
    endApproval(ethics, Instant.now().minusSeconds(1));

    decide("ethics-reviewer-2", ethics, "APPROVED")
        .statusCode(201)
        .body("state", is("IN_PROGRESS"));

    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201).body("state", is("APPROVED"));
  }

  @Test
  void goesOnWithTheRenewalOfWhatIsReleased() {
    Subject subject = released();
    submitRenewal(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    endApproval(review(subject, "ETHICS"), Instant.now().minusSeconds(1));

    expiry.expireOverdue();

    get("engineer", subject.path() + "/requirements").body("round", is(3));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201).body("outcome", is("RENEWED"));
  }

  @Test
  void leavesAReleasedRoundStandingAndTheGateShut() {
    Subject subject = released();
    String ethics = review(subject, "ETHICS");
    String assessment = read("auditor", REVIEWS + "/" + ethics).getString("assessment_id");
    endApproval(ethics, Instant.now().minusSeconds(1));

    expiry.expireOverdue();

    get("auditor", REVIEWS + "/" + ethics).body("state", is("EXPIRED"));
    get("auditor", "/api/v1/assessments/" + assessment).body("state", is("PASSED"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("ethics-approved"), is("STALE"));
  }

  @Test
  void isToldOnceHoweverManyCopiesLook() throws Exception {
    Subject subject = passed();
    String ethics = review(subject, "ETHICS");
    endApproval(ethics, Instant.now().minusSeconds(1));
    Races.fourAtOnce(expiry::expireOverdue);

    assertThat(types(ethics)).containsOnlyOnce(EventTypes.REVIEW_EXPIRED);
    get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
        .body("items.size()", is(2));
  }

  @Test
  void startsAnewWithAnApprovalGivenAgain() {
    Subject subject = submitted();
    OwnerSql.bind(subject, "month", APPROVALS_ONLY);
    approve("ethics-reviewer", subject, "ETHICS");
    String ethics = review(subject, "ETHICS");
    post(
            "ethics-reviewer",
            REVIEWS + "/" + ethics + "/retractions",
            revision(ethics),
            java.util.Map.of("reason", "I overlooked a table"))
        .statusCode(201)
        .body("valid_until", nullValue());

    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201);

    assertThat(Instant.parse(read("lead", REVIEWS + "/" + ethics).getString("valid_until")))
        .isCloseTo(monthsAhead(1), within(1, ChronoUnit.HOURS));
  }
}
