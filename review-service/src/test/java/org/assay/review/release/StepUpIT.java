package org.assay.review.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assay.kit.testing.Tokens;
import org.assay.review.PolicyActs;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the policy asks for it, whoever releases has signed in lately and strongly enough. */
@QuarkusTest
class StepUpIT extends ReviewTestCase {

  private static final Map<String, Subject> MADE = new ConcurrentHashMap<>();

  /** A version of HIGH that nothing but the lead's sign-in keeps from being released. */
  private static Subject high() {
    return MADE.computeIfAbsent("high", _ -> passedHigh());
  }

  private static Subject passedHigh() {
    Subject version = registered();
    publish(
        version,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "tiers",
            List.of(
                Map.of("tier", "MINIMAL"),
                Map.of("tier", "HIGH", "step_up", Map.of("max_age", "PT5M", "level", 1)))));
    classify(version, Map.of("A5", "YES"));
    submitAndWaitFor(version, 2);
    approve("ethics-reviewer", version, "ETHICS");
    approve("performance-reviewer", version, "PERFORMANCE");
    return version;
  }

  private static Tokens.Builder signedIn(String account, Duration ago, String level) {
    return Tokens.forAccount(account)
        .claim("auth_time", Instant.now().minus(ago).getEpochSecond())
        .claim("acr", level);
  }

  private static ValidatableResponse release(RequestSpecification request, String environment) {
    return request
        .contentType("application/json")
        .header("If-Match", high().revision())
        .body(Map.of("environment", environment))
        .post(high().path() + "/releases")
        .then();
  }

  private static void isChallenged(ValidatableResponse answer) {
    String challenge =
        answer
            .statusCode(401)
            .contentType("application/problem+json")
            .body("code", is("STEP_UP_REQUIRED"))
            .body("max_age", is(300))
            .body("acr_values", contains("1", "2", "3"))
            .extract()
            .headers()
            .getValues("WWW-Authenticate")
            .toString();
    assertThat(challenge)
        .startsWith("[Bearer realm=\"assay\", error=\"insufficient_user_authentication\"")
        .endsWith("acr_values=\"1 2 3\", max_age=\"300\"]");
  }

  @Test
  void refusesATokenThatDoesNotTellWhenItsPersonSignedIn() {
    isChallenged(
        release(as("lead").header("auth_time", Instant.now().getEpochSecond()), "staging"));
    get("lead", high().path() + "/requirements?environment=staging")
        .body("actions.find { it.name == 'release' }.allowed", is(false))
        .body("actions.find { it.name == 'release' }.reason_code", is("STEP_UP_REQUIRED"));
  }

  @ParameterizedTest
  @CsvSource({"PT6M, 1", "PT24H, 2", "PT10S, 0", "PT10S, gold", "-PT1H, 1"})
  void refusesASignInThatIsTooOldOrTooWeak(Duration ago, String level) {
    isChallenged(release(withToken(signedIn("lead", ago, level).token()), "staging"));
  }

  @Test
  void releasesForWhoJustSignedInAndKeepsHow() {
    String token = signedIn("lead", Duration.ofSeconds(20), "2").token();
    withToken(token)
        .get(high().path() + "/requirements?environment=production")
        .then()
        .body("actions.find { it.name == 'release' }.allowed", is(true));

    release(withToken(token), "production")
        .statusCode(201)
        .body("auth_level", is("2"))
        .body("signed_in_at", notNullValue());

    get("auditor", high().path() + "/releases")
        .body("items.find { it.environment == 'production' }.auth_level", is("2"));
  }

  /** Invariant 2: a machine neither approves nor releases, whatever its token says. */
  @Test
  void neverSufficesForAMachine() {
    String token =
        signedIn("service-account-ci", Duration.ofSeconds(1), "3").withRoles("lead").token();

    release(withToken(token), "staging").statusCode(403).body("rule", is("SERVICE_ACCOUNT"));
  }

  @Test
  void asksWhoMayNotReleaseForNothing() {
    release(as("lead-2"), "staging").statusCode(403).body("code", is("NOT_PROJECT_LEAD"));
  }

  @Test
  void asksForNoFreshSignInWhereThePolicyDoesNot() {
    release("lead", passed(), "production")
        .statusCode(201)
        .body("auth_level", nullValue())
        .body("signed_in_at", nullValue());
  }

  @Test
  void keepsHowWhoDecidedOnAReviewHadSignedIn() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics).statusCode(201);

    withToken(signedIn("ethics-reviewer", Duration.ofMinutes(2), "1").token())
        .contentType("application/json")
        .header("If-Match", revision(ethics))
        .body(Map.of("decision", "APPROVED", "reason", "Seen and judged"))
        .post(REVIEWS + "/" + ethics + "/decisions")
        .then()
        .statusCode(201);

    get("auditor", REVIEWS + "/" + ethics)
        .body("decisions[0].auth_level", is("1"))
        .body("decisions[0].signed_in_at", notNullValue());
  }

  @ParameterizedTest
  @CsvSource({"max_age, PT59S", "max_age, PT25H", "max_age, P1D", "level, 0", "level, 10"})
  void refusesABadRow(String member, String value) {
    Map<String, Object> stepUp = new java.util.HashMap<>(Map.of("max_age", "PT5M", "level", 1));
    stepUp.put(member, member.equals("level") ? Integer.valueOf(value) : value);

    post(
            "lead",
            POLICIES,
            Map.of(
                "name",
                freshKey(),
                "scope",
                Map.of("kind", "ORGANISATION"),
                "text",
                "What the house wants",
                "reviews",
                PolicyActs.BOTH_REVIEWS,
                "tiers",
                List.of(Map.of("tier", "HIGH", "step_up", stepUp))))
        .statusCode(422)
        .body("errors[0].pointer", containsString("/tiers/0/step_up/" + member));
  }
}
