package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What closes the gate closes it at once: while somebody asks without pause, whatever is asked
 * after the act was answered is denied. How long that takes is measured and told, not asserted.
 */
@ExtendWith(RunningWhole.class)
class GateClosesE2E {

  private static final int HOLDS = 20;
  private static final int REVOCATIONS = 10;

  private final Setting setting;

  GateClosesE2E(Whole whole) {
    this.setting = whole.setting();
  }

  /** An answer of the gate, with when it was asked and when the answer was there. */
  private record Asked(long sent, long received, String decision, Instant decidedAt) {}

  @Test
  void nothingAskedAfterAHoldIsAllowed() throws Exception {
    Setting.Version version = setting.released();
    List<Duration> taken = new ArrayList<>();
    for (int hold = 0; hold < HOLDS; hold++) {
      Answer[] placed = new Answer[1];
      taken.add(
          closed(
              version,
              () ->
                  placed[0] =
                      setting.granted(
                          Request.post(
                              ETHICS_REVIEWER,
                              version.path() + "/holds",
                              Setting.reason("A group may be harmed")))));
      setting.granted(
          setting.act(
              PERFORMANCE_REVIEWER,
              "/api/v1/holds/" + placed[0].text("/id"),
              "lifts",
              Setting.reason("Looked into it")));
    }
    tell("holds", taken);
  }

  @Test
  void nothingAskedAfterARevocationIsAllowed() throws Exception {
    String model = setting.model();
    List<Setting.Version> versions =
        IntStream.range(0, REVOCATIONS).mapToObj(_ -> setting.registered(model)).toList();
    versions.forEach(setting::submit);
    for (Setting.Version version : versions) {
      setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");
      setting.decide(PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");
    }
    for (Setting.Version version : versions) {
      setting.awaitState(version, "APPROVED");
      setting.granted(setting.release(version));
    }
    List<Duration> taken = new ArrayList<>();
    for (Setting.Version version : versions) {
      setting.awaitState(version, "RELEASED");
      Answer proposal =
          setting.granted(
              setting.act(
                  LEAD, version.path(), "revocations", Setting.reason("A group may be harmed")));
      Request second =
          setting.act(
              ETHICS_REVIEWER,
              "/api/v1/proposals/" + proposal.text("/id"),
              "approvals",
              Plans.nothing());
      taken.add(closed(version, () -> setting.granted(second)));
    }
    tell("revocations", taken);
  }

  /** Asks without pause while it is closed; returns how long after the act a denial was there. */
  private Duration closed(Setting.Version version, Runnable act) throws Exception {
    List<Asked> answers = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(3);
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(
            () -> {
              while (!enough.get()) {
                answers.add(ask(version));
                begun.countDown();
              }
            });
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    act.run();
    long answered = System.nanoTime();
    Asked after = ask(version);
    enough.set(true);
    asking.get(30, TimeUnit.SECONDS);
    answers.add(after);

    assertThat(answers.getFirst().decision()).isEqualTo("ALLOW");
    assertThat(answers)
        .filteredOn(asked -> asked.sent() > answered)
        .isNotEmpty()
        .allSatisfy(asked -> assertThat(asked.decision()).isEqualTo("DENY"));
    // In the order of the database's clock it is open, and from one instant on closed.
    answers.sort(Comparator.comparing(Asked::decidedAt));
    assertThat(answers).extracting(Asked::decision).isSortedAccordingTo(Comparator.naturalOrder());
    long first =
        answers.stream()
            .filter(asked -> asked.decision().equals("DENY"))
            .mapToLong(Asked::received)
            .min()
            .orElseThrow();
    return Duration.ofNanos(Math.max(0, first - answered));
  }

  private Asked ask(Setting.Version version) {
    long sent = System.nanoTime();
    Answer answer = setting.read(AUDITOR, version.gate());
    return new Asked(
        sent,
        System.nanoTime(),
        answer.text("/decision"),
        Instant.parse(answer.text("/decided_at")));
  }

  private static void tell(String what, List<Duration> taken) {
    taken.sort(Comparator.naturalOrder());
    System.out.printf(
        "[gate] denied after %d %s: median %d ms, slowest %d ms%n",
        taken.size(), what, taken.get(taken.size() / 2).toMillis(), taken.getLast().toMillis());
  }
}
