package org.assay.review.round;

import static org.assay.review.PolicyActs.draft;
import static org.assay.review.PolicyActs.drafted;
import static org.assay.review.PolicyActs.keyOf;
import static org.assay.review.PolicyActs.policy;
import static org.assay.review.PolicyActs.published;
import static org.assay.review.PolicyActs.requirement;
import static org.assay.review.PolicyActs.retired;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;

/** A policy takes effect on rounds that go on once its time has come, and on no release. */
@QuarkusTest
class RebindingIT extends ReviewTestCase {

  @Inject Rebinding rebinding;
  @Inject EventLog log;

  /** A policy for the subject's project, which asks for something that is so. */
  private static String publish(Subject subject, String rebindAfter) {
    Map<String, Object> draft =
        draft(
            "PROJECT", keyOf(subject), List.of(requirement("first", null, "version.number == 1")));
    draft.put("rebind_after", rebindAfter);
    String id = drafted(draft);
    published(id);
    return id;
  }

  /** Lets a policy that was published take effect now. */
  private static void due(String policy) {
    OwnerSql.execute(
        "update policy_change set due_at = changed_at where policy_id = ?",
        UUID.fromString(policy));
  }

  private static JsonPath assessment(String review) {
    String id = read("auditor", REVIEWS + "/" + review).getString("assessment_id");
    return read("auditor", "/api/v1/assessments/" + id);
  }

  private List<LoggedEvent> history(String id) {
    return log.history(UUID.fromString(id), 0, 100);
  }

  @Test
  void bindsAnOpenRoundAnewAtOnceWhereThePolicySaysSo() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    String ethics = review(subject, "ETHICS");
    String performance = review(subject, "PERFORMANCE");
    String id = publish(subject, "P0D");

    rebinding.rebindDue();

    get("auditor", REVIEWS + "/" + ethics).body("state", is("VOIDED"));
    get("auditor", REVIEWS + "/" + performance).body("state", is("VOIDED"));
    JsonPath lost = assessment(ethics);
    assertThat(lost.getString("state")).isEqualTo("LOST");
    assertThat(lost.getString("cause")).isEqualTo("POLICY_CHANGED");
    LoggedEvent told = history(lost.getString("id")).getLast();
    assertThat(told.type()).isEqualTo(EventTypes.ASSESSMENT_LOST);
    assertThat(told.causedBy()).isEqualTo(history(id).getFirst().id());
    assertThat(told.onBehalfOf()).isEqualTo(Tokens.subject("admin"));
    get("engineer", subject.path() + "/requirements")
        .body("round", is(2))
        .body("policy", is("starter/1+" + policy(id).getString("name") + "/1"));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void leavesRoundsAsTheyAreUntilItsTimeHasCome() {
    Subject subject = submitted();
    publish(subject, "P14D");

    rebinding.rebindDue();

    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    get("engineer", subject.path() + "/requirements")
        .body("round", is(1))
        .body("requirements.key", not(hasItem("first")));
  }

  @Test
  void trustsNothingThatIsBoundToWhatHeldBeforeAndWaitsForNoJob() {
    Subject subject = passed();
    String id = publish(subject, "P14D");

    due(id);

    // Whether or not the job was here meanwhile.
    release("lead", subject, "production").statusCode(409).body("code", is("REQUIREMENTS_NOT_MET"));
    rebinding.rebindDue();
    get("engineer", subject.path() + "/requirements").body("round", is(2));
    get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
        .body("items.round", contains(2, 2));
  }

  @Test
  void leavesWhatIsReleased() {
    Subject subject = released();
    publish(subject, "P0D");

    rebinding.rebindDue();

    assertThat(assessment(review(subject, "ETHICS")).getString("state")).isEqualTo("PASSED");
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void releasesNothingFurtherThatIsBoundToWhatHeldBefore() {
    Subject subject = released();
    publish(subject, "P0D");
    rebinding.rebindDue();

    get("lead", subject.path() + "/requirements?environment=staging")
        .body("actions.find { it.name == 'release' }.allowed", is(false));
    release("lead", subject, "staging")
        .statusCode(409)
        .body("code", is("ASSESSMENT_STATE_REFUSES"))
        .body("rule", is("POLICY_CHANGED"));
    submitRenewal(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "staging").statusCode(201);

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
    gate("engineer", subject.digest(), "staging").body("decision", is("ALLOW"));
  }

  @Test
  void bindsTheRenewalOfWhatIsReleasedAnew() {
    Subject subject = released();
    submitRenewal(subject);
    publish(subject, "P0D");

    rebinding.rebindDue();

    get("engineer", subject.path() + "/requirements").body("round", is(3));
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void isDoneOnceHoweverManyCopiesLook() throws Exception {
    Subject subject = passed();
    String lost = assessment(review(subject, "ETHICS")).getString("id");
    publish(subject, "P0D");
    Callable<Boolean> look =
        () -> {
          rebinding.rebindDue();
          return true;
        };

    try (ExecutorService copies = Executors.newFixedThreadPool(4)) {
      for (var done : copies.invokeAll(List.of(look, look, look, look))) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(history(lost))
        .extracting(LoggedEvent::type)
        .containsOnlyOnce(EventTypes.ASSESSMENT_LOST);
    get("engineer", subject.path() + "/requirements").body("round", is(2));
  }

  @Test
  void goesOnWhereItStopped() {
    Subject before = passed();
    Subject after = passed();
    String policy = publish(after, "P14D");
    String reached = assessment(review(after, "ETHICS")).getString("id");
    OwnerSql.execute(
        "update policy_change set after_id = ?, due_at = changed_at where policy_id = ?",
        UUID.fromString(reached),
        UUID.fromString(policy));

    rebinding.rebindDue();

    get("engineer", after.path() + "/requirements").body("round", is(1));
    assertThat(
            OwnerSql.count(
                "select count(*) from policy_change where policy_id = ? and done_at is not null",
                UUID.fromString(policy)))
        .isEqualTo(1);
    get("engineer", before.path() + "/requirements").body("round", is(1));
  }

  private static boolean done(String policy) {
    return OwnerSql.count(
            "select count(*) from policy_change where policy_id = ? and done_at is not null",
            UUID.fromString(policy))
        == 1;
  }

  @Test
  void isNotDoneWhileARoundFailsAndKeepsNoOtherFromIt() {
    Subject failing = passed();
    String id = assessment(review(failing, "ETHICS")).getString("id");
    Subject behind = secondOf(failing);
    submit(behind);
    String policy = publish(failing, "P14D");
    String allowLoss = "alter table assessment drop constraint if exists no_loss_ck";
    OwnerSql.execute(
        "alter table assessment add constraint no_loss_ck"
            + " check (state <> 'LOST' or id <> '%s') not valid".formatted(id));
    try {
      due(policy);
      rebinding.rebindDue();

      get("engineer", failing.path() + "/requirements").body("round", is(1));
      get("engineer", behind.path() + "/requirements").body("round", is(2));
      assertThat(done(policy)).isFalse();
      gate("engineer", failing.digest(), "production").body("decision", is("DENY"));
    } finally {
      OwnerSql.execute(allowLoss);
    }
    rebinding.rebindDue();

    get("engineer", failing.path() + "/requirements").body("round", is(2));
    assertThat(done(policy)).isTrue();
  }

  @Test
  void bindsAnewWhereAPolicyIsRetired() {
    Subject subject = registered();
    String id = publish(subject, "P0D");
    submit(subject);
    get("engineer", subject.path() + "/requirements").body("requirements.key", hasItem("first"));

    retired(id);
    rebinding.rebindDue();

    get("engineer", subject.path() + "/requirements")
        .body("round", is(2))
        .body("policy", is("starter/1"));
  }
}
