package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How differently the groups of an attribute are treated. No group is left out silently.
 *
 * <p>UNDEFINED, looked for in this order: SINGLE_GROUP for fewer than two; EMPTY_GROUP;
 * ZERO_DENOMINATOR where a rate of a group is a share of nothing; GROUP_TOO_SMALL for the policy's
 * minimum. All but the first name the groups.
 */
public final class Fairness {

  /** Equal up to rounding, so that a tie of two groups is one. */
  private static final double TIE = 1e-12;

  private Fairness() {}

  /**
   * Returns the greatest difference of a rate between two groups, in [0, 1]. Of the selection rate
   * it is demographic parity (Dwork et al. 2012), of recall equal opportunity (Hardt et al. 2016),
   * of precision predictive parity (Chouldechova 2017).
   */
  public static Outcome<Double> gap(Rate rate, List<Group> groups, Minimum minimum) {
    return rates(groups, minimum, rate).map(found -> spread(found.getFirst()));
  }

  /**
   * Returns the least rate by the greatest, in [0, 1]; of the selection rate, the ratio of the four
   * fifths rule (29 CFR 1607.4 D). ZERO_DENOMINATOR also where all are 0.
   */
  public static Outcome<Double> ratio(Rate rate, List<Group> groups, Minimum minimum) {
    return rates(groups, minimum, rate)
        .then(
            found -> {
              double most = Arrays.stream(found.getFirst()).max().orElseThrow();
              double least = Arrays.stream(found.getFirst()).min().orElseThrow();
              return most == 0
                  ? Outcome.undefined(Reason.ZERO_DENOMINATOR)
                  : Outcome.ok(least / most);
            });
  }

  /** Returns the greater one of the gaps of recall and FPR, in [0, 1]; Hardt et al. 2016. */
  public static Outcome<Double> equalizedOdds(List<Group> groups, Minimum minimum) {
    return rates(groups, minimum, Rate.RECALL, Rate.FPR)
        .map(found -> Math.max(spread(found.getFirst()), spread(found.getLast())));
  }

  /**
   * Returns the mean of the differences of FPR and recall from the reference group, in [-1, 1]: of
   * the groups, the difference farthest from 0, of equals the positive one; Bellamy et al. 2018.
   * REJECTED: BAD_LABEL for a reference that is no group.
   */
  public static Outcome<Double> averageOdds(List<Group> groups, String reference, Minimum minimum) {
    int at = groups.stream().map(Group::name).toList().indexOf(reference);
    return new Checks()
        .that(at >= 0, Fault.BAD_LABEL)
        .then(() -> rates(groups, minimum, Rate.RECALL, Rate.FPR))
        .map(
            found ->
                IntStream.range(0, groups.size())
                    .filter(group -> group != at)
                    .mapToDouble(group -> (from(found, group) - from(found, at)) / 2)
                    .reduce(0, Fairness::farther));
  }

  private static double from(List<double[]> found, int group) {
    return found.getFirst()[group] + found.getLast()[group];
  }

  private static double farther(double one, double other) {
    double by = Math.abs(one) - Math.abs(other);
    if (Math.abs(by) <= TIE) {
      return Math.max(one, other);
    }
    return by > 0 ? one : other;
  }

  /** Each rate of each group, or why there is nothing to compare. */
  private static Outcome<List<double[]>> rates(List<Group> groups, Minimum minimum, Rate... rates) {
    if (groups.size() < 2) {
      return Outcome.undefined(Reason.SINGLE_GROUP);
    }
    return large(groups, minimum, rates).map(found -> values(found, rates));
  }

  /** The groups, if each of them is large enough to speak of these rates. */
  static Outcome<List<Group>> large(List<Group> groups, Minimum minimum, Rate... rates) {
    List<String> empty = names(groups, group -> group.counts().rows() == 0);
    if (!empty.isEmpty()) {
      return Outcome.undefined(Reason.EMPTY_GROUP, empty);
    }
    List<String> nothing =
        names(groups, group -> any(rates, rate -> rate.of(group.counts()).empty()));
    if (!nothing.isEmpty()) {
      return Outcome.undefined(Reason.ZERO_DENOMINATOR, nothing);
    }
    List<String> small =
        names(groups, group -> any(rates, rate -> !minimum.reached(rate, group.counts())));
    return small.isEmpty() ? Outcome.ok(groups) : Outcome.undefined(Reason.GROUP_TOO_SMALL, small);
  }

  private static List<double[]> values(List<Group> groups, Rate... rates) {
    List<double[]> values = new ArrayList<>();
    for (Rate rate : rates) {
      values.add(groups.stream().mapToDouble(group -> rate.of(group.counts()).value()).toArray());
    }
    return values;
  }

  private static boolean any(Rate[] rates, Predicate<Rate> holds) {
    return Arrays.stream(rates).anyMatch(holds);
  }

  private static List<String> names(List<Group> groups, Predicate<Group> at) {
    return groups.stream().filter(at).map(Group::name).toList();
  }

  static double spread(List<Double> values) {
    return spread(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double spread(double[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }
}
