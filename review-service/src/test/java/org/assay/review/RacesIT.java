package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.TestKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Two people act at the same moment, many times each. Whoever comes first, the outcome is one of
 * those that they could have had one after the other, and never both.
 */
@QuarkusTest
class RacesIT extends ReviewTestCase {

  private static final int TIMES = Races.TIMES;
  private static final ExecutorService TWO = Executors.newFixedThreadPool(2);

  @Inject EventLog log;

  @AfterAll
  static void stop() {
    TWO.shutdown();
  }

  /** Versions in a project of their own, submitted; told together, so that there can be many. */
  private static List<Subject> manySubmitted() {
    String key = freshKey();
    UUID project = project(key);
    List<Subject> subjects = new ArrayList<>();
    List<Draft> events = new ArrayList<>();
    for (int index = 0; index < TIMES; index++) {
      Subject subject =
          new Subject(
              project,
              UUID.randomUUID(),
              key + ".m" + index,
              1,
              Subject.freshDigest(),
              List.of("engineer"),
              "engineer");
      subjects.add(subject);
      events.add(subject.modelCreated());
      events.add(subject.drafted());
      events.add(subject.registered());
      events.add(subject.submitted("engineer"));
    }
    tell(REGISTRY, events);
    fresh();
    for (Subject subject : subjects) {
      await()
          .untilAsserted(
              () ->
                  get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
                      .body("items.size()", is(2)));
    }
    return subjects;
  }

  private static String claimed(String account, Subject subject, String type) {
    String review = review(subject, type);
    claim(account, review).statusCode(201);
    return review;
  }

  /** Does both at the same moment; returns what each answered. */
  private static <A, B> Both<A, B> race(Callable<A> one, Callable<B> other) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Future<A> first =
        TWO.submit(
            () -> {
              start.await();
              return one.call();
            });
    Future<B> second =
        TWO.submit(
            () -> {
              start.await();
              return other.call();
            });
    return new Both<>(first.get(), second.get());
  }

  private record Both<A, B>(A one, B other) {}

  private static int approving(String account, String review, long revision) {
    return post(
            account,
            REVIEWS + "/" + review + "/decisions",
            revision,
            Map.of("decision", "APPROVED", "reason", "Seen and judged"))
        .extract()
        .statusCode();
  }

  /** The ethics reviewer approves at the moment at which the registry tells something. */
  private static int approvingWhile(TestEvents broker, String review, Draft told) throws Exception {
    return race(
            () -> approving("ethics-reviewer", review, 3),
            () -> {
              broker.send(REGISTRY, told);
              return true;
            })
        .one();
  }

  private List<String> types(String id) {
    return log.history(UUID.fromString(id), 0, 100).stream().map(LoggedEvent::type).toList();
  }

  private static String assessment(String review) {
    return read("auditor", REVIEWS + "/" + review).getString("assessment_id");
  }

  private static void count(Map<String, Integer> outcomes, Object outcome) {
    outcomes.merge(String.valueOf(outcome), 1, Integer::sum);
  }

  @Test
  void lastOfTwoApprovalsAtOnceLetsTheRoundPassOnce() throws Exception {
    for (Subject subject : manySubmitted()) {
      String ethics = claimed("ethics-reviewer", subject, "ETHICS");
      String performance = claimed("performance-reviewer", subject, "PERFORMANCE");

      Both<Integer, Integer> answers =
          race(
              () -> approving("ethics-reviewer", ethics, 3),
              () -> approving("performance-reviewer", performance, 3));

      assertThat(answers).isEqualTo(new Both<>(201, 201));
      assertThat(types(assessment(ethics)))
          .containsExactly(EventTypes.ASSESSMENT_OPENED, EventTypes.ASSESSMENT_PASSED);
    }
  }

  @Test
  void anApprovalAndTheWithdrawalOfItsRoundLeaveNothingThatPasses() throws Exception {
    Map<String, Integer> outcomes = new HashMap<>();
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers())) {
      for (Subject subject : manySubmitted()) {
        approve("performance-reviewer", subject, "PERFORMANCE");
        String ethics = claimed("ethics-reviewer", subject, "ETHICS");
        Draft withdrawal = subject.event(EventTypes.VERSION_WITHDRAWN, "REGISTERED");

        int answer = approvingWhile(broker, ethics, withdrawal);

        count(outcomes, answer);
        assertThat(answer).isIn(201, 409, 412);
        String assessment = assessment(ethics);
        await()
            .untilAsserted(
                () ->
                    get("auditor", "/api/v1/assessments/" + assessment)
                        .body("state", is("WITHDRAWN")));
        get("auditor", REVIEWS + "/" + ethics).body("state", is("VOIDED"));
        release("lead", subject, "production").statusCode(not(201));
        gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
      }
    }
    assertThat(outcomes).as("answers to the approvals").isNotEmpty();
  }

  @Test
  void whoIsTakenOffMeanwhileEitherApprovedBeforeOrDoesNot() throws Exception {
    Map<String, Integer> outcomes = new HashMap<>();
    for (Subject subject : manySubmitted()) {
      String ethics = claimed("ethics-reviewer", subject, "ETHICS");

      Both<Integer, Integer> answers =
          race(
              () -> approving("ethics-reviewer", ethics, 3),
              () ->
                  post(
                          "lead",
                          REVIEWS + "/" + ethics + "/unassignments",
                          Map.of("account", "ethics-reviewer", "reason", "Away"))
                      .extract()
                      .statusCode());

      count(outcomes, answers);
      var review = read("auditor", REVIEWS + "/" + ethics);
      if (answers.one() == 201) {
        assertThat(answers.other()).isEqualTo(409);
        assertThat(review.getString("state")).isEqualTo("APPROVED");
      } else {
        assertThat(answers).isEqualTo(new Both<>(403, 201));
        assertThat(review.getString("state")).isEqualTo("REQUESTED");
        assertThat(review.getList("decisions")).isEmpty();
      }
    }
    assertThat(outcomes).as("who came first").isNotEmpty();
  }

  @Test
  void whoTurnsOutToHaveAPartMeanwhileApprovesNothingThatCounts() throws Exception {
    Map<String, Integer> outcomes = new HashMap<>();
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers())) {
      for (Subject subject : manySubmitted()) {
        approve("performance-reviewer", subject, "PERFORMANCE");
        String ethics = claimed("ethics-reviewer", subject, "ETHICS");
        Draft news =
            subject
                .withAuthors(List.of("engineer", "ethics-reviewer"))
                .event(EventTypes.VERSION_UPDATED, "IN_REVIEW");

        int answer = approvingWhile(broker, ethics, news);

        count(outcomes, answer);
        assertThat(answer).isIn(201, 403);
        await()
            .until(
                () ->
                    OwnerSql.count(
                            "select count(*) from inbox_aggregate where topic = ?"
                                + " and aggregate_id = ? and version = ?",
                            REGISTRY,
                            subject.versionId(),
                            subject.revision())
                        == 1);
        release("lead", subject, "production")
            .statusCode(409)
            .body("code", is("REQUIREMENTS_NOT_MET"));
        gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
      }
    }
    assertThat(outcomes).as("answers to the approvals").isNotEmpty();
  }

  @Test
  void aRevocationIsNotDecidedByTheWordOfWhoLosesTheRoleMeanwhile() throws Exception {
    Map<String, Integer> outcomes = new HashMap<>();
    for (Subject subject : manySubmitted()) {
      approve("ethics-reviewer", subject, "ETHICS");
      approve("performance-reviewer", subject, "PERFORMANCE");
      release("lead", subject, "staging").statusCode(201);
      String proposal = proposed(subject);

      Both<Integer, Boolean> answers;
      try {
        answers =
            race(
                () -> confirming(proposal),
                () -> {
                  IssuerResource.takeRoles("lead-2");
                  return true;
                });
        // Whoever asks from now on is refused, unless it was done before.
        assertThat(confirming(proposal)).isIn(403, 409);
      } finally {
        IssuerResource.giveRoles("lead-2");
      }

      count(outcomes, answers.one());
      assertThat(answers.one()).isIn(201, 403);
      gate("engineer", subject.digest(), "staging")
          .body("decision", is(answers.one() == 201 ? "DENY" : "ALLOW"));
    }
    assertThat(outcomes).as("answers to the second person").isNotEmpty();
  }

  private static String proposed(Subject subject) {
    return post(
            "lead-2",
            subject.path() + "/revocations",
            subject.revision(),
            Map.of("reason", "A group is harmed"))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static int confirming(String proposal) {
    return post("ethics-reviewer-2", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .extract()
        .statusCode();
  }

  @Test
  void aReleaseAndARevocationLeaveNothingAllowed() throws Exception {
    Map<String, Integer> outcomes = new HashMap<>();
    for (Subject subject : manySubmitted()) {
      approve("ethics-reviewer", subject, "ETHICS");
      approve("performance-reviewer", subject, "PERFORMANCE");
      release("lead", subject, "staging").statusCode(201);
      String proposal = proposed(subject);

      Both<Integer, Integer> answers =
          race(
              () -> release("lead", subject, "production").extract().statusCode(),
              () -> confirming(proposal));

      count(outcomes, answers.one());
      assertThat(answers.other()).isEqualTo(201);
      assertThat(answers.one()).isIn(201, 409);
      get("lead", subject.path() + "/releases")
          .body("items", hasSize(answers.one() == 201 ? 2 : 1))
          .body("items.findAll { it.stands }", hasSize(0));
      for (String environment : List.of("production", "staging")) {
        gate("engineer", subject.digest(), environment).body("decision", is("DENY"));
      }
    }
    assertThat(outcomes).as("answers to the releases").isNotEmpty();
  }

  @Test
  void aReleaseAndASevereIncidentLeaveTheVersionRevoked() throws Exception {
    Map<String, Integer> outcomes = new HashMap<>();
    for (Subject subject : manySubmitted()) {
      approve("ethics-reviewer", subject, "ETHICS");
      approve("performance-reviewer", subject, "PERFORMANCE");

      Both<Integer, String> answers =
          race(
              () -> release("lead", subject, "production").extract().statusCode(),
              () ->
                  post("ethics-reviewer-2", subject.path() + "/incidents", severe())
                      .statusCode(201)
                      .extract()
                      .path("state"));

      count(outcomes, answers.one());
      assertThat(answers.other()).isEqualTo("CONTAINED");
      assertThat(answers.one()).isIn(201, 409);
      get("lead", subject.path() + "/releases").body("items.findAll { it.stands }", hasSize(0));
      gate("engineer", subject.digest(), "production")
          .body("decision", is("DENY"))
          .body(state("not-revoked"), is("UNSATISFIED"));
    }
    assertThat(outcomes).as("answers to the releases").isNotEmpty();
  }

  private static Map<String, String> severe() {
    return Map.of(
        "severity",
        "SEV1",
        "text",
        "A group is harmed",
        "source",
        "OBSERVATION",
        "detected_at",
        Instant.now().minusSeconds(5).toString());
  }

  @Test
  void aReleaseAndAHoldLeaveTheGateShut() throws Exception {
    for (Subject subject : manySubmitted()) {
      approve("ethics-reviewer", subject, "ETHICS");
      approve("performance-reviewer", subject, "PERFORMANCE");

      Both<Integer, Integer> answers =
          race(
              () -> release("lead", subject, "production").extract().statusCode(),
              () ->
                  post(
                          "ethics-reviewer-2",
                          subject.path() + "/holds",
                          Map.of("reason", "A group may be harmed"))
                      .extract()
                      .statusCode());

      assertThat(answers.other()).isEqualTo(201);
      assertThat(answers.one()).isIn(201, 409);
      gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
    }
  }
}
