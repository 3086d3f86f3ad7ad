package org.assay.review.evidence.statistics;

import java.util.OptionalLong;

/**
 * A claim about a value, judged by the value's interval and never by its estimate alone; limits
 * belong to what is claimed.
 */
public sealed interface Claim {

  /** The most rows that {@link #rowsToDecide} advises; more would be no advice. */
  long MOST_ROWS = 1_000_000_000;

  /**
   * The value is at least this.
   *
   * @param threshold finite
   */
  record AtLeast(double threshold) implements Claim {
    /** Refuses a threshold that is no number. */
    public AtLeast {
      Claim.finite(threshold);
    }
  }

  /**
   * The value is at most this.
   *
   * @param threshold finite
   */
  record AtMost(double threshold) implements Claim {
    /** Refuses a threshold that is no number. */
    public AtMost {
      Claim.finite(threshold);
    }
  }

  /**
   * The value lies in this range; parity is claimed so, since no significant difference is no
   * evidence of equality.
   *
   * @param lower finite
   * @param upper finite, not below the lower
   */
  record Within(double lower, double upper) implements Claim {
    /** Refuses a range that is none. */
    public Within {
      Claim.finite(lower);
      Claim.finite(upper);
      if (upper < lower) {
        throw new IllegalArgumentException("[%s, %s] is no range".formatted(lower, upper));
      }
    }
  }

  /** Returns what an interval says about the claim. */
  default Verdict judge(Interval of) {
    return switch (this) {
      case AtLeast(double least) -> verdict(of.lower() >= least, of.upper() < least);
      case AtMost(double most) -> verdict(of.upper() <= most, of.lower() > most);
      case Within(double least, double most) ->
          verdict(
              least <= of.lower() && of.upper() <= most, of.upper() < least || of.lower() > most);
    };
  }

  /** Returns what an outcome says about the claim: UNDEFINED where there is no interval. */
  default Verdict judge(Outcome<Interval> of) {
    return switch (of) {
      case Outcome.Ok<Interval>(Interval interval) -> judge(interval);
      case Outcome.Undefined<Interval> _, Outcome.Rejected<Interval> _ -> Verdict.UNDEFINED;
    };
  }

  /**
   * Returns about how many rows would decide, given what so many rows said: the width shrinks with
   * the root of the rows. Empty where the estimate is at the limit itself, which no number decides.
   *
   * @param rows how many the estimate is made of
   * @return at most {@link #MOST_ROWS}
   */
  default OptionalLong rowsToDecide(long rows, Estimate estimate) {
    double away =
        switch (this) {
          case AtLeast(double least) -> Math.abs(estimate.value() - least);
          case AtMost(double most) -> Math.abs(estimate.value() - most);
          case Within(double least, double most) ->
              Math.min(Math.abs(estimate.value() - least), Math.abs(estimate.value() - most));
        };
    if (away == 0) {
      return OptionalLong.empty();
    }
    double times = estimate.interval().halfWidth() / away;
    return OptionalLong.of((long) Math.min(MOST_ROWS, Math.ceil(rows * times * times)));
  }

  private static Verdict verdict(boolean passes, boolean fails) {
    if (passes) {
      return Verdict.PASS;
    }
    return fails ? Verdict.FAIL : Verdict.INCONCLUSIVE;
  }

  private static void finite(double limit) {
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException("A limit is a number, not %s".formatted(limit));
    }
  }
}
