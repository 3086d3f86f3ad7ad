package org.assay.review.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.MonitoringWindows.Mark;

/** Finds windows of one environment in a row that come out alike, in the order of their time. */
final class Runs {

  /** What a window adds to a run. */
  private enum Step {
    /** It is one more. */
    GOES_ON,
    /** It says nothing: neither one more nor the end. */
    SAYS_NOTHING,
    /** It ends the run. */
    ENDS
  }

  private Runs() {}

  /**
   * Windows in a row.
   *
   * @param windows those that count, by their records, the earliest first
   * @param first the start of the first of them
   * @param last the start of the last of them
   */
  record Run(List<UUID> windows, Instant first, Instant last) {

    Run {
      windows = List.copyOf(windows);
    }
  }

  /** Returns the run of windows with drift that a window is in, or lies within. */
  static Optional<Run> ofDrift(List<Mark> inOrder, UUID window) {
    return around(
        inOrder,
        window,
        mark ->
            switch (mark.drift()) {
              case DRIFT -> Step.GOES_ON;
              case UNDECIDED, UNJUDGED -> Step.SAYS_NOTHING;
              case STABLE, LOOK -> Step.ENDS;
            });
  }

  /** Returns the run of windows with inconclusive claims that a window is in, or lies within. */
  static Optional<Run> ofInconclusive(List<Mark> inOrder, UUID window) {
    return around(
        inOrder,
        window,
        mark -> {
          Verdict live = mark.live();
          return live == null
              ? Step.SAYS_NOTHING
              : switch (live) {
                case INCONCLUSIVE -> Step.GOES_ON;
                case UNDEFINED -> Step.SAYS_NOTHING;
                case PASS, FAIL -> Step.ENDS;
              };
        });
  }

  private static Optional<Run> around(List<Mark> inOrder, UUID window, Function<Mark, Step> step) {
    List<Mark> run = new ArrayList<>();
    boolean within = false;
    for (Mark mark : inOrder) {
      boolean ends = step.apply(mark) == Step.ENDS;
      if (ends && within) {
        break;
      }
      if (ends) {
        run.clear();
      }
      if (step.apply(mark) == Step.GOES_ON) {
        run.add(mark);
      }
      within |= mark.id().equals(window) && !ends;
    }
    return within && !run.isEmpty()
        ? Optional.of(
            new Run(
                run.stream().map(Mark::id).toList(), run.getFirst().from(), run.getLast().from()))
        : Optional.empty();
  }
}
