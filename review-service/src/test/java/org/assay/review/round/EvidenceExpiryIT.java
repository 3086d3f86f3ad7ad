package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.review.OwnerSql;
import org.assay.review.Races;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;

/** Evidence ends at its instant; what rests on it ends with it. */
@QuarkusTest
class EvidenceExpiryIT extends ReviewTestCase {

  @Inject EvidenceExpiry expiry;
  @Inject EventLog log;

  private static String added(Subject subject, Instant validUntil, String more) {
    return post(
            "engineer",
            subject.path() + "/evidence",
            """
            {"kind":"DOCUMENT","title":"Data sheet","digest":"%s","valid_until":"%s"%s}
            """
                .formatted(Subject.freshDigest(), validUntil, more))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static Instant inDays(int days) {
    return Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static void end(String id) {
    OwnerSql.execute(
        "update evidence set valid_until = ? where id = ?",
        Timestamp.from(Instant.now().minusSeconds(1)),
        UUID.fromString(id));
  }

  private List<String> history(String id) {
    return log.history(UUID.fromString(id), 0, 10).stream().map(LoggedEvent::type).toList();
  }

  private static void approveBoth(Subject subject) {
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
  }

  private static String assessment(Subject subject) {
    return read("auditor", subject.path() + "/requirements").getString("assessment_id");
  }

  @Test
  void tellsTheEndOnceHoweverManyCopiesLookAndTakesThePassedRoundBack() throws Exception {
    Subject subject = registered();
    String id = added(subject, inDays(2), "");
    submit(subject);
    approveBoth(subject);
    String round = assessment(subject);
    get("auditor", "/api/v1/assessments/" + round).body("state", is("PASSED"));
    end(id);
    Races.fourAtOnce(expiry::expireOverdue);

    assertThat(history(id)).containsExactly(EventTypes.EVIDENCE_ADDED, EventTypes.EVIDENCE_EXPIRED);
    get("auditor", "/api/v1/assessments/" + round)
        .body("state", is("LOST"))
        .body("cause", is("EVIDENCE_EXPIRED"));
    get("engineer", "/api/v1/evidence/" + id).body("revision", is(2));
  }

  @Test
  void isSupersededAfterItsEndByAnotherStep() {
    Subject subject = registered();
    String id = added(subject, inDays(2), "");
    end(id);
    expiry.expireOverdue();

    added(subject, inDays(2), ",\"supersedes\":\"%s\"".formatted(id));

    assertThat(history(id))
        .containsExactly(
            EventTypes.EVIDENCE_ADDED, EventTypes.EVIDENCE_EXPIRED, EventTypes.EVIDENCE_SUPERSEDED);
    get("engineer", "/api/v1/evidence/" + id).body("revision", is(3));
  }

  @Test
  void saysNothingOfWhatWasSuperseded() {
    Subject subject = registered();
    String id = added(subject, inDays(2), "");
    added(subject, inDays(2), ",\"supersedes\":\"%s\"".formatted(id));
    end(id);

    expiry.expireOverdue();

    assertThat(history(id))
        .containsExactly(EventTypes.EVIDENCE_ADDED, EventTypes.EVIDENCE_SUPERSEDED);
  }

  /** Invariant 10: a release ends with the evidence that it rests on. */
  @Test
  void boundsTheReleaseThatRestsOnIt() {
    Subject subject = registered();
    Instant until = inDays(3);
    added(subject, until, "");
    added(subject, inDays(5), "");
    submit(subject);
    approveBoth(subject);

    release("lead", subject, "production")
        .statusCode(201)
        .body("valid_until", is(until.toString()));

    get("lead", subject.path() + "/releases").body("items.valid_until", contains(until.toString()));
  }
}
