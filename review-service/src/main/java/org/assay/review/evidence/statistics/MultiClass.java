package org.assay.review.evidence.statistics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.numbers.core.Sum;

/** Predictions of more than two classes. */
public final class MultiClass {

  private MultiClass() {}

  /**
   * Returns the unweighted mean of each declared class' F1, in [0, 1]; Opitz and Burst 2019.
   * UNDEFINED: EMPTY_INPUT; ZERO_DENOMINATOR if a declared class neither occurs nor is predicted.
   * REJECTED: LENGTH_MISMATCH; BAD_LABEL for a class that is not declared.
   *
   * @param classes the declared classes
   * @param labels what each row is
   * @param predictions what each row was predicted to be, as long
   */
  public static Outcome<Double> macroF1(
      List<String> classes, List<String> labels, List<String> predictions) {
    Set<String> declared = new LinkedHashSet<>(classes);
    return new Checks()
        .lengths(labels.size(), predictions.size())
        .that(
            declared.containsAll(new LinkedHashSet<>(labels))
                && declared.containsAll(new LinkedHashSet<>(predictions)),
            Fault.BAD_LABEL)
        .then(() -> mean(declared, labels, predictions));
  }

  private static Outcome<Double> mean(
      Set<String> classes, List<String> labels, List<String> predictions) {
    if (labels.isEmpty()) {
      return Outcome.undefined(Reason.EMPTY_INPUT);
    }
    return Outcome.all(
            classes.stream().map(name -> against(name, labels, predictions).f1()).toList())
        .map(each -> each.stream().mapToDouble(Double::doubleValue).toArray())
        .map(each -> Sum.of(each).getAsDouble() / each.length);
  }

  /** One class against all the others. */
  private static Confusion against(String name, List<String> labels, List<String> predictions) {
    long[] counts = new long[4];
    for (int row = 0; row < labels.size(); row++) {
      boolean is = labels.get(row).equals(name);
      boolean predicted = predictions.get(row).equals(name);
      counts[(is ? 2 : 0) + (predicted ? 1 : 0)]++;
    }
    return new Confusion(counts[3], counts[1], counts[0], counts[2]);
  }
}
