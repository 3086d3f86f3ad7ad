package org.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {

  private static final Shot READ = new Shot("GET", "/", Map.of(), null);
  private static final long STALL = TimeUnit.MILLISECONDS.toNanos(400);

  @Test
  void showsAStallInEveryRequestThatWasDueInIt() throws IOException {
    try (StallingServer server = new StallingServer(100, STALL);
        Generator generator = new Generator(8)) {
      LoadOutcome outcome =
          generator.openLoop(server.target(), _ -> READ, 200, Duration.ofSeconds(2));

      // 80 of 400 requests were due in the stall: the median knows nothing of it, p90 does.
      assertThat(outcome.granted()).isEqualTo(400);
      assertThat(outcome.mostMillis()).isGreaterThan(390);
      assertThat(outcome.millisAt(95)).isGreaterThan(200);
      assertThat(outcome.millisAt(50)).isLessThan(200);
    }
  }

  @Test
  void hidesAStallInAClosedLoopAndIsThenRejected() throws IOException {
    try (StallingServer server = new StallingServer(100, STALL);
        Generator generator = new Generator(1)) {
      LoadOutcome outcome = generator.all(server.target(), _ -> READ, 400, 1, Replies.ignored());

      assertThat(outcome.mostMillis()).isGreaterThan(390);
      assertThat(outcome.millisAt(99)).isLessThan(200);
      assertThat(PauseControl.judged(outcome).accepted()).isFalse();
    }
  }

  @Test
  void boundsWhatIsInFlightAndLosesNothing() throws IOException {
    try (StallingServer server = new StallingServer(1, STALL);
        Generator generator = new Generator(2)) {
      LoadOutcome outcome =
          generator.openLoop(server.target(), _ -> READ, 300, Duration.ofSeconds(1));

      assertThat(outcome.sent()).isEqualTo(300);
      assertThat(outcome.granted()).isEqualTo(300);
      assertThat(server.asked()).isEqualTo(300);
    }
  }

  @Test
  void countsRefusalsApartAndOutOfTheLatency() throws IOException {
    Shot refused = new Shot("GET", "/no", Map.of(), null);
    try (StallingServer server = new StallingServer(0, 0);
        Generator generator = new Generator(4)) {
      LoadOutcome outcome =
          generator.all(
              server.target(), i -> i % 4 == 0 ? refused : READ, 40, 4, Replies.ignored());

      assertThat(outcome.statuses()).containsExactly(Map.entry(204, 30), Map.entry(503, 10));
      assertThat(outcome.failed()).isEqualTo(10);
      assertThat(outcome.latency().getTotalCount()).isEqualTo(30);
    }
  }

  @Test
  void countsWhatNeverCameAsFailed() throws IOException {
    StallingServer server = new StallingServer(0, 0);
    Target gone = server.target();
    server.close();
    try (Generator generator = new Generator(4)) {
      LoadOutcome outcome = generator.all(gone, _ -> READ, 10, 2, Replies.ignored());

      assertThat(outcome.statuses()).containsExactly(Map.entry(0, 10));
      assertThat(outcome.failed()).isEqualTo(10);
    }
  }

  @Test
  void asksForEachRequestOnceAndInOrder() throws IOException {
    try (StallingServer server = new StallingServer(0, 0);
        Generator generator = new Generator(4)) {
      java.util.List<Integer> asked = new java.util.ArrayList<>();
      generator.openLoop(
          server.target(),
          i -> {
            asked.add(i);
            return READ;
          },
          500,
          Duration.ofMillis(200));

      assertThat(asked).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }
  }
}
