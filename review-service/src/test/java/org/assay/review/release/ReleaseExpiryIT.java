package org.assay.review.release;

import static org.assay.review.PolicyActs.requirement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
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

/** A release allows nothing from its end on; grace only delays the revocation. */
@QuarkusTest
class ReleaseExpiryIT extends ReviewTestCase {

  private static final Duration HOUR = Duration.ofHours(1);

  @Inject ReleaseExpiry expiry;
  @Inject ReleaseDecisions decisions;
  @Inject EventLog log;

  /** Lets the releases of a version to an environment end. */
  private static void end(Subject subject, String environment, Instant at, Instant grace) {
    OwnerSql.execute(
        "update release_decision set valid_until = ?, grace_until = ?"
            + " where version_id = ? and environment = ?",
        Timestamp.from(at),
        Timestamp.from(grace),
        subject.versionId(),
        environment);
  }

  private static void allows(Subject subject, String environment, String decision) {
    gate("engineer", subject.digest(), environment).body("decision", is(decision));
  }

  /** Invariant 10: what ends counts until that instant; grace delays the revocation alone. */
  @Test
  void deniesDuringTheGrace() {
    Subject subject = released();
    Instant now = Instant.now();
    end(subject, "production", now.minus(HOUR), now.plus(HOUR));

    expiry.revokeOverdue();

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("released"), is("STALE"))
        .body(state("not-revoked"), is("SATISFIED"));
    get("lead", subject.path() + "/releases").body("items.stands", contains(true));
  }

  @Test
  void revokesAfterTheGraceOnceHoweverManyCopiesLook() throws Exception {
    Subject subject = released();
    Instant now = Instant.now();
    end(subject, "production", now.minus(HOUR.multipliedBy(2)), now.minus(HOUR));
    Races.fourAtOnce(expiry::revokeOverdue);

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("not-revoked"), is("UNSATISFIED"));
    String revocation =
        get("lead", subject.path() + "/releases")
            .body("items.stands", contains(false))
            .body("items.revocation_id", contains(notNullValue()))
            .extract()
            .jsonPath()
            .getString("items[0].revocation_id");
    assertThat(log.history(UUID.fromString(revocation), 0, 10))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.REVOCATION_DECIDED);
    assertThat(log.history(UUID.fromString(revocation), 0, 10).getFirst().data().path("cause"))
        .hasToString("\"EXPIRED\"");
    assertThat(
            OwnerSql.count(
                "select count(*) from revocation where version_id = ?", subject.versionId()))
        .isEqualTo(1);
  }

  @Test
  void closesNoEnvironmentWhoseReleaseIsValid() {
    Subject subject = released();
    release("lead", subject, "staging").statusCode(201);
    Instant now = Instant.now();
    end(subject, "production", now.minus(HOUR.multipliedBy(2)), now.minus(HOUR));

    expiry.revokeOverdue();

    allows(subject, "production", "DENY");
    allows(subject, "staging", "ALLOW");
  }

  private static void endNow(Subject subject) {
    Instant now = Instant.now();
    end(subject, "production", now.minus(HOUR), now);
  }

  private List<UUID> overdue() {
    return QuarkusTransaction.requiringNew().call(() -> decisions.overdue(1_000));
  }

  @Test
  void waitsForARenewalThatWasSubmittedWithinTheGraceUntilTheLeadDecides() {
    Subject subject = released();
    submitRenewal(subject);
    endNow(subject);

    assertThat(overdue()).doesNotContain(subject.versionId());
    expiry.revokeOverdue();
    allows(subject, "production", "DENY");
    get("lead", subject.path() + "/releases").body("items.stands", contains(true));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    assertThat(overdue()).doesNotContain(subject.versionId());
    expiry.revokeOverdue();
    allows(subject, "production", "DENY");
    get("lead", subject.path() + "/releases").body("items.stands", contains(true));
    release("lead", subject, "production").statusCode(201).body("outcome", is("RENEWED"));
    expiry.revokeOverdue();

    allows(subject, "production", "ALLOW");
    get("lead", subject.path() + "/releases").body("items.stands", contains(true, true));
  }

  @Test
  void revokesOnceTheRenewalFailed() {
    Subject subject = released();
    submitRenewal(subject);
    endNow(subject);
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics).statusCode(201);
    decide("ethics-reviewer", ethics, "REJECTED").statusCode(201);

    expiry.revokeOverdue();

    get("lead", subject.path() + "/releases").body("items.stands", contains(false));
  }

  @Test
  void isNotDelayedByARenewalThatWasSubmittedAfterTheGrace() {
    Subject subject = released();
    Instant now = Instant.now();
    end(subject, "production", now.minus(HOUR.multipliedBy(2)), now.minus(HOUR));
    submitRenewal(subject);
    String ethics = review(subject, "ETHICS");

    expiry.revokeOverdue();

    get("lead", subject.path() + "/releases").body("items.stands", contains(false));
    get("auditor", REVIEWS + "/" + ethics).body("state", is("VOIDED"));
  }

  @Test
  void waitsForTheRoundThatFollowedARenewalWithinTheGraceByItself() {
    Subject subject = released();
    submitRenewal(subject);
    publish(
        subject,
        Map.of(
            "rebind_after",
            "P0D",
            "requirements",
            List.of(requirement("first", null, "version.number == 1"))));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> get("lead", subject.path() + "/requirements").body("round", is(3)));
    OwnerSql.execute(
        "update release_decision d set valid_until = r.opened_at, grace_until = r.opened_at"
            + " from assessment r where r.version_id = d.version_id and r.round = 2"
            + " and d.version_id = ?",
        subject.versionId());

    assertThat(overdue()).doesNotContain(subject.versionId());
    expiry.revokeOverdue();
    get("lead", subject.path() + "/releases").body("items.stands", contains(true));

    OwnerSql.execute(
        "update assessment set state = 'FAILED' where version_id = ? and round = 2",
        subject.versionId());
    assertThat(overdue()).contains(subject.versionId());
  }

  @Test
  void leavesAVersionThatOnlyPartlyEndedOutOfItsBatch() {
    Subject subject = released();
    release("lead", subject, "staging").statusCode(201);
    endNow(subject);

    assertThat(overdue()).doesNotContain(subject.versionId());
  }
}
