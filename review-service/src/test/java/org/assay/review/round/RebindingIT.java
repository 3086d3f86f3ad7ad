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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.Races;
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

  /** Invariant 14: a policy changes no past decision, and takes effect when it says. */
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

  /** Invariant 4: an approval counts for exactly what it was given for. */
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

  /** Invariant 14: a policy changes no past decision, and takes effect when it says. */
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
    Races.fourAtOnce(rebinding::rebindDue);

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
  void isDoneBehindMoreThatKeepFailing() {
    Subject failing = passed();
    String fails = publish(failing, "P14D");
    Subject subject = passed();
    String policy = publish(subject, "P14D");
    String round = assessment(review(failing, "ETHICS")).getString("id");
    OwnerSql.execute("alter table policy_change drop constraint policy_change_act_ck");
    OwnerSql.execute(
        "alter table assessment add constraint no_loss_ck"
            + " check (state <> 'LOST' or id <> '%s') not valid".formatted(round));
    // More than it looks at in one go, all due for longer than the one behind them.
    OwnerSql.execute(
        """
        insert into policy_change (policy_id, act, scope_kind, scope_key, event_id, decided_by,
               changed_at, due_at, after_id)
        select policy_id, 'PUBLISH' || n, scope_kind, scope_key, event_id, decided_by,
               changed_at, changed_at, after_id
          from policy_change, generate_series(1, 25) n where policy_id = ?
        """,
        UUID.fromString(fails));
    try {
      due(policy);
      rebinding.rebindDue();

      get("engineer", failing.path() + "/requirements").body("round", is(1));
      get("engineer", subject.path() + "/requirements").body("round", is(2));
      assertThat(done(policy)).isTrue();
    } finally {
      OwnerSql.execute("alter table assessment drop constraint no_loss_ck");
      OwnerSql.execute("delete from policy_change where act not in ('PUBLISH', 'RETIRE')");
      OwnerSql.execute(
          "alter table policy_change add constraint policy_change_act_ck"
              + " check (act in ('PUBLISH', 'RETIRE'))");
    }
  }

  /** Whoever comes first: what is released then goes on, and nothing else is. */
  @Test
  void aPolicyThatFallsDueAndAReleaseLeaveOneOfTheTwo() throws Exception {
    String published = publish(registered(), "P14D");
    Map<Integer, Integer> outcomes = new HashMap<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < Races.TIMES; race++) {
        Subject subject = passed();
        UUID policy = copied(UUID.fromString(published), keyOf(subject));
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Integer> release =
            two.submit(
                () -> {
                  start.await();
                  return release("lead", subject, "production").extract().statusCode();
                });
        Future<Boolean> effect =
            two.submit(
                () -> {
                  start.await();
                  due(policy.toString());
                  rebinding.rebindDue();
                  return true;
                });

        assertThat(effect.get()).isTrue();
        int answer = release.get();

        outcomes.merge(answer, 1, Integer::sum);
        assertThat(answer).isIn(201, 409);
        // Where the release came during the look, the next look finds it.
        rebinding.rebindDue();
        gate("engineer", subject.digest(), "production")
            .body("decision", is(answer == 201 ? "ALLOW" : "DENY"));
        get("engineer", subject.path() + "/requirements").body("round", is(answer == 201 ? 1 : 2));
      }
    }
    assertThat(outcomes).as("answers to the releases").isNotEmpty();
  }

  /** Publishes a policy for another project too, as fast as a race wants it. */
  private static UUID copied(UUID policy, String project) {
    UUID copy = UUID.randomUUID();
    OwnerSql.execute(
        """
        with changed as (select jsonb_build_object('id', cast(? as text), 'policy_id', cast(? as text),
               'name', cast(? as text), 'scope_key', cast(? as text), 'changed_at',
               clock_timestamp(), 'due_at', clock_timestamp() + interval '14 days') c),
             v as (insert into policy_version
               select (jsonb_populate_record(p, c)).* from policy_version p, changed where p.id = ?),
             e as (insert into policy
               select (jsonb_populate_record(p, c)).* from policy p, changed where p.id = ?)
        insert into policy_change
        select (jsonb_populate_record(p, c)).* from policy_change p, changed where p.policy_id = ?
        """,
        copy.toString(),
        copy.toString(),
        freshKey(),
        project,
        policy,
        policy,
        policy);
    return copy;
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
