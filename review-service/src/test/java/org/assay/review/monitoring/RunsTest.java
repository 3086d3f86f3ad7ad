package org.assay.review.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.evidence.window.MonitoringWindows.Mark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {

  private static Mark mark(int at, DriftState drift, @Nullable Verdict live) {
    return mark(at, "monitor", at, at + 1, drift, live);
  }

  private static Mark mark(
      int id, String by, int from, int until, DriftState drift, @Nullable Verdict live) {
    return new Mark(
        new UUID(0, id),
        by,
        Instant.ofEpochSecond(from),
        Instant.ofEpochSecond(until),
        drift,
        live);
  }

  /** D drift, S stable, L look, U undecided, N unjudged. */
  private static List<Mark> drifts(String states) {
    List<Mark> marks = new ArrayList<>();
    for (int at = 0; at < states.length(); at++) {
      marks.add(
          mark(
              at,
              switch (states.charAt(at)) {
                case 'D' -> DriftState.DRIFT;
                case 'S' -> DriftState.STABLE;
                case 'L' -> DriftState.LOOK;
                case 'U' -> DriftState.UNDECIDED;
                default -> DriftState.UNJUDGED;
              },
              null));
    }
    return marks;
  }

  @ParameterizedTest(name = "{0} around {1}")
  @CsvSource({
    "D, 0, 0",
    "DD, 1, 0 1",
    "DD, 0, 0 1",
    "SDDSD, 1, 1 2",
    "SDDSD, 4, 4",
    "DUD, 2, 0 2",
    "DUD, 1, 0 2",
    "DND, 0, 0 2",
    "DLD, 2, 2",
    "DSD, 1, ''",
    "S, 0, ''",
    "U, 0, ''",
    "DSU, 2, ''"
  })
  void findsTheWindowsWithDriftInARow(String states, int around, String run) {
    String found =
        Runs.ofDrift(drifts(states), new UUID(0, around))
            .map(
                it ->
                    String.join(
                        " ",
                        it.windows().stream()
                            .map(id -> String.valueOf(id.getLeastSignificantBits()))
                            .toList()))
            .orElse("");

    assertThat(found).isEqualTo(run);
  }

  /** Drift is D or d, stable S or s; small letters are another's. */
  @ParameterizedTest(name = "{0} around {1}")
  @CsvSource({
    "DsD, 2, 0 2",
    "DSd, 2, 2",
    "dSd, 2, 0 2",
    "Dd, 1, 0 1",
    "DdsD, 0, 0 1 3",
    "DdsD, 3, 0 3",
    "dSD, 2, 2",
    "dsd, 2, 2"
  })
  void endsByNobodyElsesWindow(String states, int around, String run) {
    List<Mark> marks = new ArrayList<>();
    for (int at = 0; at < states.length(); at++) {
      char state = states.charAt(at);
      marks.add(
          mark(
              at,
              Character.isLowerCase(state) ? "another" : "monitor",
              at,
              at + 1,
              Character.toLowerCase(state) == 'd' ? DriftState.DRIFT : DriftState.STABLE,
              null));
    }

    assertThat(Runs.ofDrift(marks, new UUID(0, around)).orElseThrow().windows())
        .extracting(id -> String.valueOf(id.getLeastSignificantBits()))
        .containsExactly(run.split(" "));
  }

  /** Each a window with drift: whose, from and until. */
  @ParameterizedTest(name = "of {0} so many count: {1}")
  @CsvSource({
    "a 0 7 b 0 7, 1",
    "a 0 7 b 2 3, 1",
    "a 0 7 b 3 10, 1",
    "a 0 7 b 7 14, 2",
    "a 0 7 b 3 10 a 7 14, 2",
    "a 0 7 b 0 7 a 7 14 b 7 14, 2",
    "a 0 9 b 1 2 b 3 4, 2"
  })
  void countsOnceWhatSeveralSawAtTheSameTime(String windows, int count) {
    List<Mark> marks = new ArrayList<>();
    String[] words = windows.split(" ", -1);
    for (int at = 0; at < words.length; at += 3) {
      marks.add(
          mark(
              at,
              words[at],
              Integer.parseInt(words[at + 1]),
              Integer.parseInt(words[at + 2]),
              DriftState.DRIFT,
              null));
    }

    assertThat(Runs.ofDrift(marks, new UUID(0, 0)).orElseThrow().windows()).hasSize(count);
  }

  @Test
  void countsInconclusiveWindowsWithoutThoseThatSayNothing() {
    List<Mark> marks =
        List.of(
            mark(0, DriftState.STABLE, Verdict.INCONCLUSIVE),
            mark(1, DriftState.STABLE, Verdict.PASS),
            mark(2, DriftState.STABLE, Verdict.INCONCLUSIVE),
            mark(3, DriftState.STABLE, null),
            mark(4, DriftState.STABLE, Verdict.UNDEFINED),
            mark(5, DriftState.STABLE, Verdict.INCONCLUSIVE),
            mark(6, DriftState.STABLE, Verdict.FAIL));

    assertThat(Runs.ofInconclusive(marks, new UUID(0, 5)))
        .hasValueSatisfying(
            run -> {
              assertThat(run.windows()).containsExactly(new UUID(0, 2), new UUID(0, 5));
              assertThat(run.first()).isEqualTo(Instant.ofEpochSecond(2));
              assertThat(run.last()).isEqualTo(Instant.ofEpochSecond(5));
            });
    assertThat(Runs.ofInconclusive(marks, new UUID(0, 6))).isEmpty();
  }
}
