package org.assay.review.evidence.statistics;

/** Takes values out of outcomes that have to have one. */
final class Outcomes {

  private Outcomes() {}

  static <T> T value(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Ok<T>(T value)) {
      return value;
    }
    throw new AssertionError("No value: " + outcome);
  }
}
