package org.assay.review.evidence.statistics;

import java.util.Optional;

/** Where the intervals come from of what has no closed one of its own. */
@FunctionalInterface
public interface IntervalSource {

  /** Makes none. */
  IntervalSource NONE = _ -> Optional.empty();

  /**
   * An interval, or why there is none.
   *
   * @param method how it was computed
   * @param interval the interval
   */
  record Made(IntervalMethod method, Outcome<Interval> interval) {}

  /** Returns a source that makes what this one does not by another. */
  default IntervalSource or(IntervalSource other) {
    return statistic -> of(statistic).or(() -> other.of(statistic));
  }

  /** Returns the interval of a statistic of all rows, empty where none is made of it. */
  Optional<Made> of(String statistic);
}
