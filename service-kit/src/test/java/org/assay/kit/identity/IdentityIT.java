package org.assay.kit.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verified token tells who calls; the provider tells who people are, or nothing is done. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class IdentityIT {

  private static final String NOTES = "/api/v1/notes";

  @Inject Accounts accounts;

  @AfterEach
  void bringTheProviderBack() {
    IssuerResource.back();
  }

  @Test
  void asksAnewWhichRolesSomebodyHoldsNow() {
    String lead = Tokens.subject("lead");
    assertThat(accounts.rolesOf(lead)).containsExactly(Role.LEAD);
    IssuerResource.takeRoles("lead");
    try {
      assertThat(accounts.rolesOf(lead)).isEmpty();
    } finally {
      IssuerResource.giveRoles("lead");
    }
    assertThat(accounts.rolesOf(UUID.randomUUID().toString())).isEmpty();
  }

  @Test
  void knowsThePersonBehindAToken() {
    ask(Tokens.of("engineer"), "/me")
        .then()
        .statusCode(200)
        .body("subject", equalTo(Tokens.subject("engineer")))
        .body("account", equalTo("engineer"))
        .body("unit", equalTo("credit"))
        .body("machine", equalTo(false));
  }

  @Test
  void knowsAMachine() {
    ask(Tokens.machine(), "/me")
        .then()
        .body("account", equalTo("service-account-ci"))
        .body("unit", nullValue())
        .body("machine", equalTo(true));
  }

  @Test
  void takesACallerWithoutAnAccountForAMachine() {
    ask(Tokens.forAccount("engineer").without("preferred_username").token(), "/me")
        .then()
        .statusCode(200)
        .body("account", equalTo(Tokens.subject("engineer")))
        .body("machine", equalTo(true));
    ask(Tokens.forAccount("engineer").claim("preferred_username", " ").token(), "/me")
        .then()
        .body("account", equalTo(Tokens.subject("engineer")))
        .body("machine", equalTo(true));
  }

  @Test
  void findsAnAccount() {
    ask(Tokens.of("engineer"), "/accounts/lead-2")
        .then()
        .statusCode(200)
        .body("subject", equalTo(Tokens.subject("lead-2")))
        .body("unit", equalTo("risk"));
  }

  @Test
  void refusesAnUnknownAccount() {
    ask(Tokens.of("engineer"), "/accounts/nobody-" + UUID.randomUUID())
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SUBJECT"))
        .body("errors[0].pointer", equalTo("/subject"));
  }

  @Test
  void looksAnAccountUpOnceForMany() {
    String unknown = "nobody-" + UUID.randomUUID();
    IntStream.range(0, 16)
        .parallel()
        .forEach(_ -> ask(Tokens.of("engineer"), "/accounts/" + unknown).then().statusCode(422));
    assertThat(IssuerResource.lookups(unknown)).isEqualTo(1);
  }

  @Test
  void namesActorsAndLeavesUnknownOnesUnnamed() {
    String unknown = UUID.randomUUID().toString();
    assertThat(
            accounts.actors(List.of(Tokens.subject("auditor"), unknown, Tokens.subject("auditor"))))
        .containsExactly(
            new Actor(Tokens.subject("auditor"), "auditor"),
            new Actor(unknown, null),
            new Actor(Tokens.subject("auditor"), "auditor"));
  }

  @Test
  void namesThePeopleOfAnAnswerAndAsksForNoService() {
    String service = "system:" + UUID.randomUUID();
    String auditor = Tokens.subject("auditor");

    People people = accounts.people(Stream.of(auditor, service, auditor));

    assertThat(people.named(auditor)).isEqualTo(new Actor(auditor, "auditor"));
    assertThat(people.named(service)).isEqualTo(new Actor(service, null));
    assertThat(IssuerResource.lookups(service)).isZero();
  }

  @Test
  void doesNothingThatNeedsTheProviderWhileItIsAway() {
    IssuerResource.away();
    ask(Tokens.of("engineer"), "/accounts/" + UUID.randomUUID())
        .then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body("code", equalTo("IDENTITY_PROVIDER_AWAY"));
    live(Tokens.of("engineer"), freshKey()).then().statusCode(503);
  }

  @Test
  void showsSubjectsWithoutNamesWhileTheProviderIsAway() {
    IssuerResource.away();
    String subject = UUID.randomUUID().toString();
    assertThat(accounts.actor(subject)).isEqualTo(new Actor(subject, null));
  }

  @Test
  void verifiesTokensWhileTheProviderIsAway() {
    ask(Tokens.of("engineer"), "/me").then().statusCode(200);
    IssuerResource.away();
    ask(Tokens.of("engineer"), "/me").then().statusCode(200);
  }

  @Test
  void refusesATokenWhoseSessionEnded() {
    String token = Tokens.of("engineer");
    live(token, freshKey()).then().statusCode(204);

    IssuerResource.revoke(token);

    live(token, freshKey()).then().statusCode(401).body("code", equalTo("TOKEN_REVOKED"));
  }

  @Test
  void refusesARepetitionOfWhatWasDoneBeforeTheSessionEnded() {
    String token = Tokens.of("engineer");
    String key = freshKey();
    live(token, key).then().statusCode(204);
    live(token, key).then().statusCode(204).header("Idempotency-Replayed", "true");

    IssuerResource.revoke(token);

    live(token, key).then().statusCode(401).body("code", equalTo("TOKEN_REVOKED"));
  }

  @Test
  void saysThatTheRoleIsMissingBeforeItAsksForTheSession() {
    String token = Tokens.of("auditor");
    IssuerResource.revoke(token);

    live(token, freshKey()).then().statusCode(403);
  }

  private static Response live(String token, String key) {
    return given().auth().oauth2(token).header("Idempotency-Key", key).post(NOTES + "/live");
  }

  private static String freshKey() {
    return UUID.randomUUID().toString();
  }

  private static Response ask(String token, String path) {
    return given().auth().oauth2(token).get(NOTES + path);
  }
}
