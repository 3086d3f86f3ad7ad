package org.assay.review.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the people of a project may do: ask for what two others decide, release what is MINIMAL. */
@QuarkusTest
class RequestsOfEngineersIT extends ReviewTestCase {

  @Inject EventLog log;

  private static ValidatableResponse revoke(String account, Subject subject) {
    return post(
        account,
        subject.path() + "/revocations",
        subject.revision(),
        Map.of("reason", "The harm table of May was wrong"));
  }

  private static ValidatableResponse override(String account, Subject subject) {
    return post(
        account,
        subject.path() + "/overrides",
        subject.revision(),
        Map.of(
            "requirement",
            "ethics-approved",
            "reason",
            "The ethics board has seen the harm table in May",
            "until",
            Instant.now().plus(Duration.ofDays(30)).toString()));
  }

  private static String id(ValidatableResponse created) {
    return created.statusCode(201).extract().jsonPath().getString("id");
  }

  private static ValidatableResponse agree(String account, String proposal, int revision) {
    return post(account, "/api/v1/proposals/" + proposal + "/approvals", revision, Map.of());
  }

  /** Invariant 27: revoking takes two, and who asked for it is none of them. */
  @Test
  void revokesByTwoOthersThanTheEngineerWhoAskedForIt() {
    Subject subject = released();
    get("engineer", subject.path() + "/requirements")
        .body("actions.find { it.name == 'revoke' }.allowed", is(true));
    String proposal = id(revoke("engineer", subject).body("approvals", empty()));

    agree("engineer", proposal, 1).statusCode(403);
    agree("lead-2", proposal, 1).statusCode(201).body("state", is("OPEN"));
    agree("lead-2", proposal, 2).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
    agree("lead", proposal, 2).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
    agree("ethics-reviewer", proposal, 1).statusCode(412);

    agree("ethics-reviewer", proposal, 2).statusCode(201).body("state", is("APPROVED"));

    gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
    assertThat(log.history(UUID.fromString(proposal), 0, 10))
        .extracting(LoggedEvent::type)
        .containsExactly(
            EventTypes.PROPOSAL_OPENED,
            EventTypes.PROPOSAL_SUPPORTED,
            EventTypes.PROPOSAL_APPROVED);
  }

  @Test
  void countsNoWordOfSomebodyWhoLostTheRole() {
    Subject subject = released();
    String proposal = id(revoke("engineer", subject));
    agree("lead-2", proposal, 1).statusCode(201);
    IssuerResource.takeRoles("lead-2");
    try {
      agree("ethics-reviewer", proposal, 2).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
      assertThat(id(revoke("engineer", subject))).isNotEqualTo(proposal);
    } finally {
      IssuerResource.giveRoles("lead-2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer-2", "service-account-ci", "auditor"})
  void isNotForOthersToAskFor(String account) {
    Subject subject = released();

    revoke(account, subject).statusCode(403);
    override(account, subject).statusCode(403);
  }

  /** Invariant 11: an override has two people, and who asked for it is none of them. */
  @Test
  void overridesByTwoOthersThanTheEngineerWhoAskedForIt() {
    Subject subject = submitted();
    OwnerSql.bind(
        subject,
        "asked-for",
        "{\"distinct_people\": 1, \"overridable_by\": {\"ethics-approved\": [\"lead\"]}}");
    approve("performance-reviewer", subject, "PERFORMANCE");
    String proposal = id(override("engineer", subject));
    get("engineer", subject.path() + "/requirements").body(state("ethics-approved"), is("PENDING"));

    agree("performance-reviewer-2", proposal, 1).statusCode(201).body("state", is("OPEN"));
    agree("lead-2", proposal, 2).statusCode(201).body("state", is("APPROVED"));

    get("engineer", subject.path() + "/overrides")
        .body("items", org.hamcrest.Matchers.hasSize(1))
        .body("items[0].approvers.account", containsInAnyOrder("lead-2", "performance-reviewer-2"));
    get("engineer", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("OVERRIDDEN"));
  }

  /** A version whose round passed and whose model is classified so. */
  private static Subject passedAs(Map<String, String> answers) {
    Subject subject = passed();
    classify(subject, answers);
    return subject;
  }

  /** From now on the project is engineer-2's too. */
  private static void own(Subject subject) {
    tell(
        PROJECTS,
        List.of(
            projectEvent(
                EventTypes.MEMBER_ROLE_CHANGED,
                subject.projectId(),
                "any",
                6,
                new MemberChanged(
                    subject.projectId(),
                    Tokens.subject("engineer-2"),
                    "OWNER",
                    "credit",
                    Instant.EPOCH,
                    null))));
    await()
        .untilAsserted(
            () ->
                get("engineer-2", subject.path() + "/requirements")
                    .body("actions.find { it.name == 'revoke' }.allowed", is(true)));
  }

  @Test
  void releasesWhatIsMinimalByTheOwner() {
    Subject subject = passedAs(Map.of());
    release("engineer-2", subject, "production").statusCode(403).body("code", is("FORBIDDEN"));
    own(subject);
    get("engineer-2", subject.path() + "/requirements")
        .body("actions.find { it.name == 'release' }.allowed", is(true));
    release("engineer", subject, "production").statusCode(403).body("code", is("FORBIDDEN"));

    release("engineer-2", subject, "production").statusCode(201);

    get("auditor", subject.path() + "/releases")
        .body("items.decided_by.account", contains("engineer-2"));
  }

  /** Invariant 27: nobody allows alone above MINIMAL. */
  @Test
  void releasesNothingAboveMinimalByTheOwner() {
    Subject subject = passedAs(Map.of("T1", "YES"));
    own(subject);

    release("engineer-2", subject, "production").statusCode(403).body("code", is("FORBIDDEN"));
    release("lead", subject, "production").statusCode(201);
  }
}
