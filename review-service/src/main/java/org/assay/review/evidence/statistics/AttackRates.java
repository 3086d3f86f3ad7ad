package org.assay.review.evidence.statistics;

/** What attacks on the privacy of training data come to, of counts. */
public final class AttackRates {

  private AttackRates() {}

  /**
   * Returns by how much membership is guessed better than by chance, in [-1, 1]: the true positive
   * rate less the false one (Yeom et al. 2018, definition 4), with Newcombe's interval. UNDEFINED:
   * EMPTY_INPUT without members or without others.
   *
   * @param guesses members are the positive rows
   * @param confidence in (0, 1)
   */
  public static Outcome<Estimate> membershipAdvantage(Confusion guesses, double confidence) {
    return Intervals.newcombe(Rate.RECALL.of(guesses), Rate.FPR.of(guesses), confidence);
  }

  /**
   * Returns by how much an attack succeeds more often than without the model, in [-1, 1]: the rate
   * less the baseline, with Wilson's interval of the rate moved by it. UNDEFINED: EMPTY_INPUT
   * without trials. REJECTED: NON_FINITE_INPUT and OUT_OF_RANGE for a baseline that is no
   * probability.
   *
   * @param baseline the rate without the model, in [0, 1], taken as known
   * @param confidence in (0, 1)
   */
  public static Outcome<Estimate> advantage(Proportion hits, double baseline, double confidence) {
    return new Checks()
        .probabilities(baseline)
        .then(() -> rate(hits, confidence))
        .map(
            rate ->
                new Estimate(
                    rate.value() - baseline,
                    new Interval(
                        rate.interval().lower() - baseline, rate.interval().upper() - baseline)));
  }

  /**
   * Returns by how much an attack succeeds more often than without the model, in [-1, 1], where
   * both were counted, with Newcombe's interval. UNDEFINED: EMPTY_INPUT without trials of either.
   *
   * @param confidence in (0, 1)
   */
  public static Outcome<Estimate> advantage(
      Proportion hits, Proportion control, double confidence) {
    return Intervals.newcombe(hits, control, confidence);
  }

  /** Returns a rate with Wilson's interval; UNDEFINED: EMPTY_INPUT where the whole is 0. */
  public static Outcome<Estimate> rate(Proportion hits, double confidence) {
    return Intervals.wilson(hits, confidence).map(interval -> new Estimate(hits.value(), interval));
  }
}
