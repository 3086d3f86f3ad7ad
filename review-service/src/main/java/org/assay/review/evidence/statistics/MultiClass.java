package org.assay.review.evidence.statistics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    List<String> declared = List.copyOf(classes);
    long[][] counts = new long[declared.size()][declared.size()];
    for (int row = 0; row < labels.size(); row++) {
      counts[declared.indexOf(labels.get(row))][declared.indexOf(predictions.get(row))]++;
    }
    return ConfusionMatrix.of(declared, counts).macroF1();
  }
}
