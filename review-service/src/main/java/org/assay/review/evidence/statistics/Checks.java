package org.assay.review.evidence.statistics;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the input of one call, and keeps the first fault that it finds. */
final class Checks {

  /** The greatest count that a double holds exactly together with all smaller ones. */
  static final long MOST = 1L << 53;

  private @Nullable Fault fault;

  /** Answers the fault, else what is computed of the sound input. */
  <T> Outcome<T> then(Supplier<Outcome<T>> answer) {
    return fault == null ? answer.get() : Outcome.rejected(fault);
  }

  Checks lengths(int first, int second) {
    return that(first == second, Fault.LENGTH_MISMATCH);
  }

  Checks finite(double... values) {
    boolean finite = true;
    for (double value : values) {
      finite &= Double.isFinite(value);
    }
    return that(finite, Fault.NON_FINITE_INPUT);
  }

  Checks labels(int... labels) {
    boolean binary = true;
    for (int label : labels) {
      binary &= label == 0 || label == 1;
    }
    return that(binary, Fault.BAD_LABEL);
  }

  /** Each lies in [0, 1]. */
  Checks probabilities(double... values) {
    finite(values);
    boolean within = true;
    for (double value : values) {
      within &= 0 <= value && value <= 1;
    }
    return that(within, Fault.OUT_OF_RANGE);
  }

  /** Lies strictly between 0 and 1. */
  Checks open(double value) {
    finite(value);
    return that(0 < value && value < 1, Fault.OUT_OF_RANGE);
  }

  Checks confidence(double confidence) {
    finite(confidence);
    return that(0 < confidence && confidence < 1, Fault.BAD_CONFIDENCE);
  }

  Checks counts(long... counts) {
    boolean positive = true;
    boolean exact = true;
    for (long count : counts) {
      positive &= count >= 0;
      exact &= count <= MOST;
    }
    return that(positive, Fault.NEGATIVE_COUNT).that(exact, Fault.OUT_OF_RANGE);
  }

  /** Counts whose sum is one too. */
  Checks summable(long... counts) {
    double sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return counts(counts).that(sum <= MOST, Fault.OUT_OF_RANGE);
  }

  /** {@code part} of {@code whole}, both counts. */
  Checks part(long part, long whole) {
    return counts(part, whole).that(part <= whole, Fault.COUNT_EXCEEDS_TOTAL);
  }

  Checks that(boolean sound, Fault otherwise) {
    if (!sound && fault == null) {
      fault = otherwise;
    }
    return this;
  }
}
