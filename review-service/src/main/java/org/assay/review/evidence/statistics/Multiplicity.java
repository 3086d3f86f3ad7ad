package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of a family that was fixed before they existed. The order of the input is
 * kept. A planned test without a p-value counts as p = 1 and stays without one. REJECTED:
 * NON_FINITE_INPUT, OUT_OF_RANGE for a p-value outside [0, 1].
 */
public final class Multiplicity {

  private Multiplicity() {}

  /**
   * Returns the p-values adjusted by the step-down procedure of Holm 1979, which holds the
   * probability of one false rejection or more.
   */
  public static Outcome<List<OptionalDouble>> holm(List<OptionalDouble> pValues) {
    return checked(pValues)
        .then(
            () -> {
              double[] adjusted = new double[pValues.size()];
              double most = 0;
              int left = adjusted.length;
              for (int index : ascending(pValues)) {
                most = Math.max(most, Math.min(1, left * counted(pValues.get(index))));
                adjusted[index] = most;
                left--;
              }
              return Outcome.ok(like(pValues, adjusted));
            });
  }

  /**
   * Returns the p-values adjusted by the step-up procedure of Benjamini and Hochberg 1995, which
   * holds the share of false rejections; for exploration, never to decide.
   */
  public static Outcome<List<OptionalDouble>> benjaminiHochberg(List<OptionalDouble> pValues) {
    return checked(pValues)
        .then(
            () -> {
              double[] adjusted = new double[pValues.size()];
              double least = 1;
              int rank = adjusted.length;
              for (int index : ascending(pValues).reversed()) {
                double times = (double) adjusted.length / rank;
                least = Math.min(least, counted(pValues.get(index)) * times);
                adjusted[index] = least;
                rank--;
              }
              return Outcome.ok(like(pValues, adjusted));
            });
  }

  private static Checks checked(List<OptionalDouble> pValues) {
    return new Checks()
        .probabilities(pValues.stream().mapToDouble(Multiplicity::counted).toArray());
  }

  private static double counted(OptionalDouble pValue) {
    return pValue.orElse(1);
  }

  private static List<Integer> ascending(List<OptionalDouble> pValues) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, pValues.size()).boxed().toList());
    order.sort(Comparator.comparingDouble(index -> counted(pValues.get(index))));
    return Collections.unmodifiableList(order);
  }

  private static List<OptionalDouble> like(List<OptionalDouble> pValues, double[] adjusted) {
    return IntStream.range(0, adjusted.length)
        .mapToObj(
            index ->
                pValues.get(index).isPresent()
                    ? OptionalDouble.of(adjusted[index])
                    : OptionalDouble.empty())
        .toList();
  }
}
