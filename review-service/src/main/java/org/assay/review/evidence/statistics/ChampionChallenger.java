package org.assay.review.evidence.statistics;

/** Whether a challenger may take a champion's place, measured on the same rows. */
public final class ChampionChallenger {

  private ChampionChallenger() {}

  /** How a challenger compares. */
  public enum Decision {
    /** It is better. */
    SUPERIOR,
    /** It is not worse by more than the margin. */
    NON_INFERIOR,
    /** It is worse by more than the margin. */
    INFERIOR,
    /** More rows would decide. */
    INCONCLUSIVE,
    /** There is no interval. */
    UNDEFINED
  }

  /**
   * Returns the decision on challenger less champion, where larger is better (losses are negated).
   * REJECTED: NON_FINITE_INPUT; OUT_OF_RANGE for a margin below 0.
   *
   * @param difference its interval
   * @param margin by how much the challenger may be worse, at least 0
   */
  public static Outcome<Decision> decide(Outcome<Interval> difference, double margin) {
    return new Checks()
        .finite(margin)
        .that(margin >= 0, Fault.OUT_OF_RANGE)
        .then(
            () ->
                Outcome.ok(
                    switch (difference) {
                      case Outcome.Ok<Interval>(Interval interval) -> decide(interval, margin);
                      case Outcome.Undefined<Interval> _, Outcome.Rejected<Interval> _ ->
                          Decision.UNDEFINED;
                    }));
  }

  private static Decision decide(Interval difference, double margin) {
    if (difference.lower() > 0) {
      return Decision.SUPERIOR;
    }
    if (difference.lower() >= -margin) {
      return Decision.NON_INFERIOR;
    }
    return difference.upper() < -margin ? Decision.INFERIOR : Decision.INCONCLUSIVE;
  }
}
