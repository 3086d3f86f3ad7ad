package org.assay.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The highest rate that is sustained: the rate is stepped up until a step achieves less than 99 %
 * of what was offered, refuses anything, or has a p99 above ten times its p50.
 *
 * @param perSecond the last rate that was sustained; 0 if not even the first was
 * @param steps all steps, in order
 */
public record Knee(double perSecond, List<Step> steps) {

  private static final double ACHIEVED = 0.99;
  private static final double SPREAD = 10;

  /** Copies the steps. */
  public Knee {
    steps = List.copyOf(steps);
  }

  /** A rate, what came of it, and whether it counts as sustained. */
  public record Step(double offered, LoadOutcome outcome, boolean sustained) {}

  /**
   * Looks for it.
   *
   * @param load runs a step at a rate
   * @param first the first rate
   * @param stride what each step adds
   * @param most how many steps at most
   */
  public static Knee search(
      DoubleFunction<LoadOutcome> load, double first, double stride, int most) {
    List<Step> steps = new ArrayList<>();
    double sustained = 0;
    for (int i = 0; i < most; i++) {
      double rate = first + i * stride;
      LoadOutcome outcome = load.apply(rate);
      boolean kept = sustained(outcome);
      steps.add(new Step(rate, outcome, kept));
      if (!kept) {
        break;
      }
      sustained = rate;
    }
    return new Knee(sustained, steps);
  }

  static boolean sustained(LoadOutcome outcome) {
    return outcome.failed() == 0
        && outcome.achievedPerSecond() >= ACHIEVED * outcome.offeredPerSecond()
        && outcome.millisAt(99) <= SPREAD * outcome.millisAt(50);
  }
}
