package org.assay.review.round;

import static org.assay.review.PolicyActs.draft;
import static org.assay.review.PolicyActs.drafted;
import static org.assay.review.PolicyActs.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.TestKafka;
import org.assay.review.OwnerSql;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.assay.review.round.WalkDriver.Told;
import org.assay.review.round.WalkModel.Act;
import org.assay.review.round.WalkModel.Kind;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Walks the state machines at random through the running service: rounds, reviews, findings,
 * conditions, releases, holds and revocations of many versions, and holds each step against {@link
 * WalkModel}. What is illegal is refused and writes nothing; what is legal writes exactly its
 * events; and the events alone lead to where the rows stand.
 *
 * <p>Walks are repeated by {@code -Dassay.walk.seed} of a failure; {@code -Dassay.walk.steps} makes
 * them longer or shorter.
 *
 * <p>The walk is ours and not jqwik's: its engine is a test engine beside Jupiter's, and Quarkus
 * starts under Jupiter's alone, so that a property of jqwik could not reach the running service;
 * nor could it shrink a failure, since a version that was walked is not walked again. A seed and
 * the trail of a failed walk say as much.
 */
@QuarkusTest
class StateWalkIT extends ReviewTestCase {

  private static final Logger LOG = Logger.getLogger(StateWalkIT.class);
  private static final int STEPS = Integer.getInteger("assay.walk.steps", 10_000);
  private static final long SEED = Long.getLong("assay.walk.seed", System.nanoTime());
  private static final int LENGTH = 100;
  private static final int WALKERS = 4;

  /** The log is read by model here, which no part of the service does. */
  private static final String INDEX = "walk_model_ix";

  @Inject DataSource dataSource;
  @Inject ApprovalExpiry expiry;
  @Inject MissedConditions misses;

  @BeforeAll
  static void index() {
    OwnerSql.execute("create index %s on event_log (partition_key, seq)".formatted(INDEX));
  }

  @AfterAll
  static void dropIndex() {
    OwnerSql.execute("drop index " + INDEX);
  }

  /** Where a walk goes: a version, and how many approvals its reviews need. */
  private record Way(Subject subject, Map<String, Integer> needed, int number) {}

  @Test
  void doesWhatGovernanceSaysAndNothingElse() throws Exception {
    LOG.infof("A walk of %d steps; repeat it by -Dassay.walk.seed=%d", STEPS, SEED);
    List<Way> ways = ways(Math.ceilDiv(STEPS, LENGTH));
    Map<Kind, Integer> legal = new EnumMap<>(Kind.class);
    Map<Kind, Integer> refused = new EnumMap<>(Kind.class);
    List<String> failures = new ArrayList<>();
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers());
        ExecutorService walkers = Executors.newFixedThreadPool(WALKERS)) {
      List<Callable<Walked>> walks = new ArrayList<>();
      ways.forEach(way -> walks.add(() -> walk(way, broker)));
      for (Future<Walked> done : walkers.invokeAll(walks)) {
        try {
          done.get().legal().forEach((kind, times) -> legal.merge(kind, times, Integer::sum));
          done.get().refused().forEach((kind, times) -> refused.merge(kind, times, Integer::sum));
        } catch (ExecutionException e) {
          failures.add(String.valueOf(e.getCause()));
        }
      }
    }

    LOG.infof("Legal steps: %s; refused: %s", legal, refused);
    assertThat(failures.size())
        .as("ways that failed: %s", failures.stream().limit(3).collect(Collectors.joining("\n\n")))
        .isZero();
    if (STEPS >= 10_000) {
      for (Kind kind : Kind.values()) {
        if (kind != Kind.APPROVE_STALE) {
          assertThat(legal).as("legal steps of a walk that reaches everything").containsKey(kind);
        }
      }
    }
  }

  private record Walked(Map<Kind, Integer> legal, Map<Kind, Integer> refused) {}

  private Walked walk(Way way, TestEvents broker) {
    Random random = new Random(SEED + way.number());
    WalkModel model = new WalkModel(way.needed());
    WalkDriver driver =
        new WalkDriver(
            URI.create("http://localhost:" + RestAssured.port),
            dataSource,
            broker,
            way.subject(),
            expiry::expireOverdue,
            misses::endOverdue);
    WalkReplay replay = new WalkReplay();
    Walked walked = new Walked(new EnumMap<>(Kind.class), new EnumMap<>(Kind.class));
    List<String> trail = new ArrayList<>();
    for (int step = 0; step < LENGTH; step++) {
      Act act = model.choose(random);
      boolean legal = model.isLegal(act);
      trail.add((legal ? "" : "(illegal) ") + act);
      String where =
          "seed %d, way %d, step %d: %s"
              .formatted(SEED, way.number(), step, String.join("\n", trail));
      int status = driver.act(act, model);
      List<String> expected = legal ? model.apply(act) : List.of();
      (legal ? walked.legal() : walked.refused()).merge(act.kind(), 1, Integer::sum);
      if (status != WalkDriver.UNANSWERED) {
        assertThat(status == 201).as("answered %d to %s", status, where).isEqualTo(legal);
        assertThat(status).as("answer to %s", where).isLessThan(500);
      }
      List<Told> told = driver.told();
      assertThat(told.stream().map(Told::name).sorted().toList())
          .as("events of %s", where)
          .isEqualTo(expected);
      assertThat(driver.standing()).as("rows after %s", where).isEqualTo(model.standing());
      told.forEach(event -> assertThat(replay.follow(event)).as("replay of %s", where).isNull());
      assertThat(replay.states()).as("replayed after %s", where).isEqualTo(driver.states());
    }
    return walked;
  }

  /** Registered versions, half of them where two people approve the ethics review. */
  private static List<Way> ways(int count) {
    String one = freshKey();
    String two = freshKey();
    UUID ofOne = project(one);
    UUID ofTwo = project(two);
    List<Way> ways = new ArrayList<>();
    List<Draft> events = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      boolean pair = number % 2 == 1;
      Subject subject =
          new Subject(
              pair ? ofTwo : ofOne,
              UUID.randomUUID(),
              (pair ? two : one) + ".m" + number,
              1,
              Subject.freshDigest(),
              List.of("engineer"),
              "engineer");
      ways.add(new Way(subject, Map.of("ETHICS", pair ? 2 : 1, "PERFORMANCE", 1), number));
      events.add(subject.modelCreated());
      events.add(subject.drafted());
      events.add(subject.registered());
    }
    tell(REGISTRY, events);
    fresh();
    for (Way way : ways) {
      await()
          .untilAsserted(
              () ->
                  get("engineer", way.subject().path() + "/requirements")
                      .statusCode(200)
                      .body(state("facts-fresh"), is("SATISFIED")));
    }
    Map<String, Object> draft = draft("PROJECT", two, List.of());
    draft.put(
        "reviews",
        List.of(
            Map.of("type", "ETHICS", "approvals", 2),
            Map.of("type", "PERFORMANCE", "approvals", 1)));
    published(drafted(draft));
    return ways;
  }
}
