package org.assay.review.policy;

/**
 * When probabilities mean what they say, by what Assay computes of predictions.
 *
 * @param ece the expected calibration error, of the predicted class where there are several, is at
 *     most this, in (0, 1]
 */
public record CalibrationTerms(double ece) {

  /** Returns what both ask for together: never less than either does. */
  CalibrationTerms and(CalibrationTerms other) {
    return new CalibrationTerms(Math.min(ece, other.ece));
  }
}
