package org.assay.review.evidence.statistics;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.numbers.core.Sum;

/**
 * How differently probabilities are calibrated for the groups of an attribute. UNDEFINED:
 * SINGLE_GROUP, EMPTY_GROUP. REJECTED as {@link Calibration}.
 */
public final class GroupCalibration {

  private GroupCalibration() {}

  /** The rows of one group. A class because records do not hold arrays well. */
  public static final class Scored {

    private final String name;
    private final int[] labels;
    private final double[] probabilities;

    /**
     * Holds the rows as given.
     *
     * @param name the value of the attribute
     * @param labels 0 or 1
     * @param probabilities of label 1, as long
     */
    public Scored(String name, int[] labels, double[] probabilities) {
      this.name = name;
      this.labels = labels.clone();
      this.probabilities = probabilities.clone();
    }
  }

  /**
   * Returns the greatest difference between two groups of mean probability less share of positives
   * (calibration in the large), in [0, 2]; Kleinberg et al. 2017.
   */
  public static Outcome<Double> gap(List<Scored> groups) {
    return spread(
        groups,
        group ->
            Calibration.checked(
                group.labels,
                group.probabilities,
                () -> {
                  Sum sum = Sum.of(group.probabilities);
                  for (int label : group.labels) {
                    sum.add(-label);
                  }
                  return Outcome.ok(sum.getAsDouble() / group.labels.length);
                }));
  }

  /** Returns the greatest difference of the expected calibration error, in [0, 1]. */
  public static Outcome<Double> eceGap(List<Scored> groups, int bins) {
    return spread(groups, group -> Calibration.ece(group.labels, group.probabilities, bins));
  }

  /**
   * Returns both differences of an attribute's groups, of their sums; also GROUP_TOO_SMALL, naming
   * the groups with fewer rows than the minimum.
   *
   * @param groups each group's name and sums
   */
  public static List<Reported> of(
      String attribute, Map<String, BinnedCalibration> groups, Minimum minimum) {
    return List.of(
        reported("calibration_gap", attribute, groups, minimum, BinnedCalibration::bias),
        reported("ece_group_gap", attribute, groups, minimum, BinnedCalibration::ece));
  }

  private static Reported reported(
      String statistic,
      String attribute,
      Map<String, BinnedCalibration> groups,
      Minimum minimum,
      Function<BinnedCalibration, Outcome<Double>> of) {
    List<String> small =
        groups.entrySet().stream()
            .filter(group -> group.getValue().rows() < minimum.rows())
            .map(Map.Entry::getKey)
            .toList();
    Outcome<Double> spread =
        groups.size() < 2
            ? Outcome.undefined(Reason.SINGLE_GROUP)
            : small.isEmpty()
                ? Outcome.all(groups.values().stream().map(of).toList()).map(Fairness::spread)
                : Outcome.undefined(Reason.GROUP_TOO_SMALL, small);
    return Reported.of(
        statistic,
        new Scope.OfAttribute(attribute),
        groups.values().stream().mapToLong(BinnedCalibration::rows).sum(),
        spread);
  }

  private static Outcome<Double> spread(
      List<Scored> groups, Function<Scored, Outcome<Double>> statistic) {
    Outcome<List<Double>> all = Outcome.all(groups.stream().map(statistic).toList());
    if (all instanceof Outcome.Rejected<List<Double>>(Fault fault)) {
      return Outcome.rejected(fault);
    }
    if (groups.size() < 2) {
      return Outcome.undefined(Reason.SINGLE_GROUP);
    }
    List<String> empty =
        groups.stream().filter(group -> group.labels.length == 0).map(group -> group.name).toList();
    return empty.isEmpty()
        ? all.map(Fairness::spread)
        : Outcome.undefined(Reason.EMPTY_GROUP, empty);
  }
}
