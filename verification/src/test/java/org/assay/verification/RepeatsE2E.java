package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However often one request is sent, and however many at once, it happens once. */
@ExtendWith(RunningWhole.class)
class RepeatsE2E {

  private static final int AT_ONCE = 12;

  private final Setting setting;

  RepeatsE2E(Whole whole) {
    this.setting = whole.setting();
  }

  @Test
  void concurrentRepeatsRegisterOneVersion() {
    String model = setting.model();
    Request request =
        Request.post(
            Setting.ENGINEER,
            "/api/v1/models/" + model + "/versions",
            Plans.version(Setting.freshDigest(), Setting.freshDigest()));
    onlyOnce(request);
    assertThat(
            setting
                .read(Setting.ENGINEER, "/api/v1/models/" + model + "/versions")
                .body()
                .path("items"))
        .hasSize(1);
  }

  @Test
  void concurrentRepeatsCreateOneProject() {
    String key = Setting.fresh("v");
    onlyOnce(Request.post(Setting.LEAD, "/api/v1/projects", Plans.project(key)));
  }

  @Test
  void concurrentRepeatsSubmitOnce() {
    Setting.Version version = setting.registered();
    onlyOnce(setting.submission(version));
    assertThat(setting.openReviews(version)).hasSize(2);
    List<String> types =
        setting
            .read(Setting.LEAD, version.path() + "/history")
            .body()
            .path("items")
            .findValuesAsText("type");
    assertThat(types).containsOnlyOnce("org.assay.registry.version.submitted.v1");
  }

  @Test
  void concurrentSubmissionsWithDifferentKeysAreOneAndRefusals() {
    Setting.Version version = setting.registered();
    Request one = setting.submission(version);
    List<Answer> answers =
        atOnce(
            i -> () -> setting.send(one.with("Idempotency-Key", "key-" + Setting.fresh("k") + i)));
    assertThat(answers).filteredOn(Answer::ok).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !answer.ok())
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).as("%s", answer.body()).isIn(409, 412);
              Refusal.good(answer);
            });
  }

  @Test
  void versionsRegisteredAtOnceGetDifferentNumbersWithoutGaps() {
    String model = setting.model();
    List<Answer> answers =
        atOnce(
            _ ->
                () ->
                    setting.send(
                        Request.post(
                            Setting.ENGINEER,
                            "/api/v1/models/" + model + "/versions",
                            Plans.version(Setting.freshDigest(), Setting.freshDigest()))));
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201));
    assertThat(
            answers.stream().map(answer -> answer.body().path("number").asInt()).sorted().toList())
        .isEqualTo(IntStream.rangeClosed(1, AT_ONCE).boxed().toList());
  }

  @Test
  void anotherPersonsKeyIsAnotherKey() {
    ObjectNode plan = Plans.project(Setting.fresh("v"));
    Request first = Request.post(Setting.LEAD, "/api/v1/projects", plan);
    setting.granted(first);
    Request second =
        new Request(Sender.account("lead-2"), "POST", "/api/v1/projects", first.headers(), plan);
    Refusal.of(setting, second, 409, "PROJECT_KEY_TAKEN");
  }

  private void onlyOnce(Request request) {
    List<Answer> answers = atOnce(_ -> () -> setting.send(request));
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.status()).as("%s", answer.body()).isIn(201, 409));
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .allSatisfy(answer -> assertThat(answer.text("/code")).isEqualTo("IDEMPOTENCY_KEY_IN_USE"));
    assertThat(answers)
        .filteredOn(
            answer -> answer.status() == 201 && answer.header("Idempotency-Replayed").isEmpty())
        .as("first answers, not replays")
        .hasSize(1);
    Answer replay = setting.send(request);
    assertThat(replay.status()).isEqualTo(201);
    assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
    Answer first = answers.stream().filter(Answer::ok).findFirst().orElseThrow();
    assertThat(replay.body()).isEqualTo(first.body());
    assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
  }

  private static List<Answer> atOnce(IntFunction<Callable<Answer>> request) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Answer>> running =
          threads.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(request).toList());
      return running.stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
