package org.assay.review;

import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;

/**
 * Neither an ended session nor a role that was taken away decides, or is told again what it did.
 */
@QuarkusTest
class EndedSessionIT extends ReviewTestCase {

  @Test
  void repeatsNoAnswerToAnEndedSession() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics);
    String token = Tokens.of("ethics-reviewer");
    RequestSpecification decision =
        withToken(token)
            .contentType("application/json")
            .header("If-Match", revision(ethics))
            .body(Map.of("decision", "APPROVED", "reason", "Fine"));
    String decisions = REVIEWS + "/" + ethics + "/decisions";
    decision.post(decisions).then().statusCode(201);
    decision.post(decisions).then().statusCode(201).header("Idempotency-Replayed", "true");

    IssuerResource.revoke(token);

    decision.post(decisions).then().statusCode(401).body("code", is("TOKEN_REVOKED"));
  }

  /** Invariant 24: a token goes on naming a role for minutes after it was taken away. */
  @Test
  void decidesNothingByARoleThatWasTakenAway() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics);
    String token = Tokens.of("ethics-reviewer");
    long revision = revision(ethics);
    RequestSpecification decision =
        withToken(token)
            .contentType("application/json")
            .header("If-Match", revision)
            .body(Map.of("decision", "APPROVED", "reason", "Fine"));
    String decisions = REVIEWS + "/" + ethics + "/decisions";

    IssuerResource.takeRoles("ethics-reviewer");
    try {
      decision.post(decisions).then().statusCode(403).body("code", is("FORBIDDEN"));
    } finally {
      IssuerResource.giveRoles("ethics-reviewer");
    }

    get("auditor", REVIEWS + "/" + ethics).body("revision", is((int) revision));
    decision.post(decisions).then().statusCode(201);
  }

  @Test
  void saysThatTheRoleIsMissingBeforeItAsksForTheSession() {
    String ethics = review(submitted(), "ETHICS");
    String token = Tokens.of("auditor");
    IssuerResource.revoke(token);

    withToken(token)
        .contentType("application/json")
        .header("If-Match", 1)
        .body(Map.of("decision", "APPROVED", "reason", "Fine"))
        .post(REVIEWS + "/" + ethics + "/decisions")
        .then()
        .statusCode(403)
        .body("code", is("FORBIDDEN"));
  }
}
