package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assay.local.demo.Answer;
import org.assay.local.demo.MortgageDemo;
import org.assay.local.demo.MortgageStory;
import org.assay.local.demo.Narrator;
import org.assay.local.demo.Request;
import org.assay.local.demo.Step;
import org.assay.local.demo.StoryFailed;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Parts die at any moment; what was acknowledged stays, and leads to its consequence exactly once.
 */
@ExtendWith(RunningWhole.class)
class SuddenDeathE2E {

  private static final int WRITERS = 4;

  /** So many versions are looked at one by one through HTTP; the databases are compared for all. */
  private static final int SAMPLE = 20;

  private final Whole whole;
  private final Setting setting;

  SuddenDeathE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  @Test
  void theStorySurvivesADeathBetweenItsSteps() {
    Narrator silent = new Narrator(new PrintStream(OutputStream.nullOutputStream()));
    MortgageStory story =
        new MortgageDemo(whole.gateway(), silent, Clock.systemUTC())
            .prepare(Duration.ofSeconds(60));
    // by the number of the step after which it dies
    Map<Integer, Part> deaths =
        Map.of(
            1, Part.PROJECT_SERVICE,
            3, Part.REGISTRY_SERVICE,
            5, Part.REVIEW_SERVICE,
            7, Part.POSTGRES,
            8, Part.REVIEW_SERVICE,
            9, Part.REGISTRY_SERVICE);
    List<Step> steps = story.steps();
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).take();
      if (deaths.containsKey(i)) {
        whole.killed(deaths.get(i)).close();
      }
    }
    whole.logs().awaitWhole();
  }

  @Test
  void whatWasAcknowledgedLeadsToItsConsequenceExactlyOnce() throws Exception {
    List<String> models =
        List.of(setting.model(), setting.model(), setting.model(), setting.model());
    ConcurrentLinkedQueue<Setting.Version> submitted = new ConcurrentLinkedQueue<>();
    AtomicBoolean enough = new AtomicBoolean();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        String model = models.get(i);
        writers.add(
            CompletableFuture.runAsync(
                () -> {
                  while (!enough.get()) {
                    submitted.add(registerAndSubmit(model));
                  }
                },
                threads));
      }
      for (Part part :
          List.of(Part.REVIEW_SERVICE, Part.REGISTRY_SERVICE, Part.POSTGRES, Part.KAFKA)) {
        awaitMore(submitted, writers);
        whole.killed(part).close();
      }
      awaitMore(submitted, writers);
      enough.set(true);
      for (CompletableFuture<Void> writer : writers) {
        writer.get(90, TimeUnit.SECONDS);
      }
    }
    whole.logs().awaitWhole();
    assertThat(submitted).hasSizeGreaterThan(40);
    whole.logs().assertOneRoundForEachSubmission();
    submitted.stream().limit(SAMPLE).forEach(this::assertOneAssessmentAndTwoReviews);
    for (String model : models) {
      assertNumbersWithoutGaps(model);
    }
  }

  private void assertOneAssessmentAndTwoReviews(Setting.Version version) {
    assertThat(setting.openReviews(version))
        .extracting(review -> review.path("type").asText())
        .containsExactlyInAnyOrder("ETHICS", "PERFORMANCE");
    JsonNode seen = setting.read(Setting.LEAD, version.path()).body();
    assertThat(seen.path("state").asText()).isEqualTo("IN_REVIEW");
    assertThat(seen.path("digest").asText()).isEqualTo(version.digest());
    UUID id = UUID.fromString(seen.path("id").asText());
    assertThat(whole.logs().assessmentsOf(id)).isEqualTo(1);
    assertThat(whole.logs().reviewsOf(id)).isEqualTo(2);
  }

  /**
   * The writers repeat what was not acknowledged with the same key, so there are no more versions
   * than they know of.
   */
  private void assertNumbersWithoutGaps(String model) {
    List<Integer> numbers = new ArrayList<>();
    String next = "/api/v1/models/" + model + "/versions?limit=200";
    while (!next.isEmpty()) {
      JsonNode page = setting.read(Setting.LEAD, next).body();
      page.path("items").forEach(version -> numbers.add(version.path("number").asInt()));
      next = page.path("next").asText("");
    }
    assertThat(numbers.stream().sorted().toList())
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  private Setting.Version registerAndSubmit(String model) {
    String digest = Setting.freshDigest();
    Answer registered =
        untilGranted(
            Request.post(
                Setting.ENGINEER,
                "/api/v1/models/" + model + "/versions",
                Plans.version(digest, Setting.freshDigest())));
    Setting.Version version =
        new Setting.Version(model, registered.body().path("number").asInt(), digest);
    untilGranted(
        Request.post(Setting.ENGINEER, version.path() + "/submissions", Plans.nothing())
            .ifUnchangedSince(registered));
    return version;
  }

  /** Repeats it, with its key, as a careful client does while parts are away. */
  private Answer untilGranted(Request request) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> attempt(request), answer -> answer.status() == 201);
  }

  private Answer attempt(Request request) {
    try {
      Answer answer = setting.send(request);
      assertThat(answer.status())
          .as("%s %s answered %s", request.method(), request.path(), answer.body())
          .isIn(201, 409, 503, 504);
      return answer;
    } catch (StoryFailed away) {
      return new Answer(0, HttpHeaders.of(Map.of(), (_, _) -> true), MissingNode.getInstance());
    }
  }

  /** Waits for ten more; a writer that met an answer it must not meet ends the wait with it. */
  private static void awaitMore(
      ConcurrentLinkedQueue<Setting.Version> done, List<CompletableFuture<Void>> writers) {
    int before = done.size();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              writers.stream()
                  .filter(CompletableFuture::isCompletedExceptionally)
                  .forEach(CompletableFuture::join);
              return done.size() >= before + 10;
            });
  }
}
