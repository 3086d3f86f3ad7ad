package org.assay.verification.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assay.verification.fault.load.Mix;

/**
 * What a trial does.
 *
 * @param seed what arrivals, choices and the order of faults follow from
 * @param cycles how many faults are injected and healed
 * @param perSecond how many operations begin a second
 * @param faults from which the cycles' are drawn
 * @param mix of the operations
 * @param floor the share of the operations that must be acknowledged
 * @param home the folder of the installation and the report
 */
public record TrialPlan(
    long seed, int cycles, double perSecond, List<Fault> faults, Mix mix, double floor, Path home) {

  /** So many operations a second two cores carry while services restart. */
  public static final double PER_SECOND = 20;

  /** A run in which less is acknowledged proves nothing. */
  public static final double FLOOR = 0.5;

  /** Copies the faults. */
  public TrialPlan {
    faults = List.copyOf(faults);
  }

  /** With the standard mix, rate and floor, in the folder of the seed. */
  public static TrialPlan standard(long seed, int cycles, List<Fault> faults, Path under) {
    return new TrialPlan(
        seed,
        cycles,
        PER_SECOND,
        faults,
        Mix.standard(),
        FLOOR,
        under.resolve(Long.toString(seed)));
  }

  /** The pause before each fault: from half a second to two and a half. */
  static Duration between(RandomGenerator random) {
    return Duration.ofMillis(random.nextInt(500, 2500));
  }
}
