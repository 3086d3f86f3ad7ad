package org.assay.review.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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
   * @param windows those that count, by their records, the earliest first; no two of them are of
   *     the same time, whoever sent them
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

  /**
   * Each sender's windows are in a row of their own: one that ends a run ends what its sender sent,
   * so that nobody ends what another's windows show; none before or after an end of the window's
   * own sender is in its run.
   */
  private static Optional<Run> around(List<Mark> inOrder, UUID window, Function<Mark, Step> step) {
    int at = inOrder.stream().map(Mark::id).toList().indexOf(window);
    if (at < 0 || step.apply(inOrder.get(at)) == Step.ENDS) {
      return Optional.empty();
    }
    Mark own = inOrder.get(at);
    List<Mark> run =
        Stream.of(
                towards(inOrder.subList(0, at).reversed(), own, step).reversed(),
                step.apply(own) == Step.GOES_ON ? List.of(own) : List.<Mark>of(),
                towards(inOrder.subList(at + 1, inOrder.size()), own, step))
            .flatMap(List::stream)
            .toList();
    return run.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Run(
                apart(run).stream().map(Mark::id).toList(),
                run.getFirst().from(),
                run.getLast().from()));
  }

  /**
   * Returns as many of some windows as do not overlap: what several accounts saw at the same time
   * happened once. Taking whichever ends first leaves the most.
   */
  private static List<Mark> apart(List<Mark> run) {
    List<Mark> apart = new ArrayList<>();
    run.stream()
        .sorted(Comparator.comparing(Mark::until))
        .filter(mark -> apart.isEmpty() || !mark.from().isBefore(apart.getLast().until()))
        .forEachOrdered(apart::add);
    return apart;
  }

  private static List<Mark> towards(List<Mark> marks, Mark own, Function<Mark, Step> step) {
    Set<String> ended = new HashSet<>();
    List<Mark> run = new ArrayList<>();
    for (Mark mark : marks) {
      switch (step.apply(mark)) {
        case SAYS_NOTHING -> {}
        case ENDS -> ended.add(mark.by());
        case GOES_ON -> {
          if (!ended.contains(mark.by())) {
            run.add(mark);
          }
        }
      }
      if (ended.contains(own.by())) {
        break;
      }
    }
    return run;
  }
}
