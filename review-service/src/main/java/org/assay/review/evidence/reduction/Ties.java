package org.assay.review.evidence.reduction;

import java.util.function.Consumer;

/** Joins rows that come one after the other with the same score. */
final class Ties {

  private final Consumer<ScoreCell> each;
  private double score;
  private long positives;
  private long rows;

  Ties(Consumer<ScoreCell> each) {
    this.each = each;
  }

  void add(double next, int positive) {
    if (next != score) {
      end();
      score = next;
    }
    positives += positive;
    rows++;
  }

  void end() {
    if (rows > 0) {
      each.accept(new ScoreCell(score, positives, rows - positives));
    }
    positives = 0;
    rows = 0;
  }
}
