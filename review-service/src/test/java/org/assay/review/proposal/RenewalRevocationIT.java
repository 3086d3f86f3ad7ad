package org.assay.review.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.event.EventLog;
import org.assay.kit.testing.IssuerResource;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;

/** What is released is revoked by two people, whatever becomes of the rounds of its renewal. */
@QuarkusTest
class RenewalRevocationIT extends ReviewTestCase {

  private static final Map<String, String> REASON = Map.of("reason", "A group is harmed");

  @Inject EventLog log;

  private static String propose(Subject subject) {
    return post("performance-reviewer", subject.path() + "/revocations", subject.revision(), REASON)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static void agree(String proposal) {
    post("lead", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .statusCode(201)
        .body("state", is("APPROVED"));
  }

  private int revokedRound(Subject subject) {
    JsonPath releases = read("lead", subject.path() + "/releases");
    UUID revocation = UUID.fromString(releases.getString("items[-1].revocation_id"));
    return log.history(revocation, 0, 10).getFirst().data().path("round").asInt();
  }

  private static void denies(Subject subject) {
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("not-revoked"), is("UNSATISFIED"));
  }

  @Test
  void revokesWhileTheRenewalIsOpenAndEndsIt() {
    Subject subject = released();
    submitRenewal(subject);
    String ethics = review(subject, "ETHICS");
    get("lead", subject.path() + "/requirements")
        .body("actions.find { it.name == 'revoke' }.allowed", is(true));

    agree(propose(subject));

    denies(subject);
    assertThat(revokedRound(subject)).isEqualTo(2);
    JsonPath renewal = read("auditor", REVIEWS + "/" + ethics);
    assertThat(renewal.getString("state")).isEqualTo("VOIDED");
    get("auditor", "/api/v1/assessments/" + renewal.getString("assessment_id"))
        .body("state", is("WITHDRAWN"))
        .body("cause", is("REVOKED"));
    get("lead", subject.path() + "/requirements")
        .body("actions.find { it.name == 'revoke' }.reason_code", is("NOT_REVOCABLE"));
  }

  @Test
  void revokesWhereTheRenewalFailed() {
    Subject subject = released();
    submitRenewal(subject);
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics).statusCode(201);
    decide("ethics-reviewer", ethics, "REJECTED").statusCode(201);

    agree(propose(subject));

    denies(subject);
    assertThat(revokedRound(subject)).isEqualTo(2);
  }

  @Test
  void revokesByAProposalFromBeforeTheRenewal() {
    Subject subject = released();
    String proposal = propose(subject);
    submitRenewal(subject);

    agree(proposal);

    denies(subject);
    assertThat(revokedRound(subject)).isEqualTo(2);
  }

  @Test
  void asksAgainForTheRoleOfWhoProposed() {
    Subject subject = released();
    String proposal = propose(subject);
    String approvals = "/api/v1/proposals/" + proposal + "/approvals";
    IssuerResource.takeRoles("performance-reviewer");
    try {
      post("lead", approvals, 1, Map.of()).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
      gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
      get("lead", "/api/v1/proposals/" + proposal)
          .body("actions.find { it.name == 'approve' }.allowed", is(false));
    } finally {
      IssuerResource.giveRoles("performance-reviewer");
    }

    get("lead", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.allowed", is(true));
    agree(proposal);

    denies(subject);
  }

  @Test
  void revokesOnceAndIsReleasedAgainByALaterRound() {
    Subject subject = released();
    submitRenewal(subject);
    agree(propose(subject));

    post("performance-reviewer", subject.path() + "/revocations", subject.revision(), REASON)
        .statusCode(409)
        .body("code", is("NOT_REVOCABLE"));
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201).body("outcome", is("RELEASED"));

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }
}
