package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assay.contracts.event.EventTypes;
import org.assay.local.demo.MortgageDemo;
import org.assay.local.demo.MortgageStory;
import org.assay.local.demo.Narrator;
import org.assay.local.demo.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts die between the steps of the story, and it goes on. Under load {@code FaultsE2E} kills. */
@ExtendWith(RunningWhole.class)
class SuddenDeathE2E {

  private final Whole whole;

  SuddenDeathE2E(Whole whole) {
    this.whole = whole;
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
            4, Part.REGISTRY_SERVICE,
            10, Part.POSTGRES,
            11, Part.REVIEW_SERVICE,
            17, Part.REVIEW_SERVICE);
    List<Step> steps = story.steps();
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).take();
      if (deaths.containsKey(i)) {
        whole.killed(deaths.get(i)).close();
      }
    }
    whole.logs().awaitWhole();
  }

  /** A condition falls due while nobody is there to see it: it is missed once, and revokes once. */
  @Test
  void whatFellDueMeanwhileIsDoneOnce() {
    Setting setting = whole.setting();
    Setting.Version version = setting.inReview();
    setting.decide(
        Setting.PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");
    Instant due = Instant.now().plusSeconds(10);
    String condition = setting.approveUnderACondition(version, due, "REVOKE");
    setting.awaitState(version, "APPROVED");
    setting.granted(setting.release(version));
    try (Whole.Outage _ = whole.killed(Part.REVIEW_SERVICE)) {
      await().atMost(Setting.PATIENCE).until(() -> Instant.now().isAfter(due));
    }

    assertThat(setting.gateSays(version)).isEqualTo("DENY");
    assertThat(setting.read(Setting.LEAD, condition).text("/state")).isEqualTo("MISSED");
    setting.awaitState(version, "REVOKED");

    whole.logs().awaitWhole();
    String subject = "model/" + version.model() + "/version/" + version.number();
    assertThat(whole.logs().count("review", EventTypes.CONDITION_MISSED, subject)).isOne();
    assertThat(whole.logs().count("review", EventTypes.REVOCATION_DECIDED, subject)).isOne();
    assertThat(whole.logs().count("registry", EventTypes.VERSION_REVOKED, subject)).isOne();
  }
}
