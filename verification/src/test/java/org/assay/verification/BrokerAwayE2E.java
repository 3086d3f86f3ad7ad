package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assay.local.demo.MortgageDemo;
import org.assay.local.demo.MortgageStory;
import org.assay.local.demo.Narrator;
import org.assay.local.demo.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Without the broker everything that one service decides alone goes on; the rest is late, and
 * nothing is lost.
 */
@ExtendWith(RunningWhole.class)
class BrokerAwayE2E {

  private static final Duration LONG = Duration.ofSeconds(90);

  private final Whole whole;
  private final Setting setting;

  BrokerAwayE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  @Test
  void theStoryIsDelayedAndCompletes() throws Exception {
    Narrator silent = new Narrator(new PrintStream(OutputStream.nullOutputStream()));
    MortgageStory story =
        new MortgageDemo(whole.gateway(), silent, Clock.systemUTC()).prepare(LONG);
    List<Step> steps = story.steps();
    steps.subList(0, 8).forEach(Step::take);

    CompletableFuture<Void> submission;
    try (Whole.Outage _ = whole.stopped(Part.KAFKA)) {
      submission = CompletableFuture.runAsync(steps.get(8)::take);
      await()
          .atMost(Setting.PATIENCE)
          .until(
              () ->
                  setting
                      .read(Setting.ENGINEER, story.version())
                      .text("/state")
                      .equals("IN_REVIEW"));
      assertThat(submission).isNotDone();
      assertThat(setting.read(Setting.ENGINEER, story.gate()).text("/decision")).isEqualTo("DENY");
    }
    submission.get(LONG.toSeconds(), TimeUnit.SECONDS);

    steps.subList(9, 11).forEach(Step::take);
    CompletableFuture<Void> release;
    try (Whole.Outage _ = whole.killed(Part.KAFKA)) {
      steps.get(11).take();
      release = CompletableFuture.runAsync(steps.get(12)::take);
      assertThat(setting.read(Setting.LEAD, story.version()).text("/state")).isEqualTo("IN_REVIEW");
    }
    release.get(LONG.toSeconds(), TimeUnit.SECONDS);
    steps.subList(13, steps.size()).forEach(Step::take);
    whole.logs().awaitWhole();
  }
}
