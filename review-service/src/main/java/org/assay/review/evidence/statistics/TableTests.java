package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Tests of whether the rows and columns of a table of counts are independent. UNDEFINED:
 * ZERO_MARGIN if a row or a column is empty. REJECTED: LENGTH_MISMATCH for what is no table of at
 * least two by two, NEGATIVE_COUNT, OUT_OF_RANGE.
 */
public final class TableTests {

  /** By how much more probable a table may seem that is as probable as another. */
  private static final double SLACK = 1e-7;

  private static final long MOST_TABLES = 1_000_000;

  private TableTests() {}

  /**
   * Returns the p-value of the exact test of a table of two by two, in [0, 1]: the probability of
   * all tables with its margins that are no more probable; Fisher 1935. REJECTED also: OUT_OF_RANGE
   * for 2^31 rows, or more than a million tables.
   */
  public static Outcome<Double> fisherExact(long[][] table) {
    return checked(table)
        .that(table.length == 2 && table[0].length == 2, Fault.LENGTH_MISMATCH)
        .then(
            () -> {
              Margins margins = Margins.of(table);
              if (margins.anyZero()) {
                return Outcome.undefined(Reason.ZERO_MARGIN);
              }
              long tables = Math.min(margins.rows[0], margins.columns[0]);
              if (margins.total > Integer.MAX_VALUE || tables > MOST_TABLES) {
                return Outcome.rejected(Fault.OUT_OF_RANGE);
              }
              return Outcome.ok(
                  noMoreProbable(
                      HypergeometricDistribution.of(
                          (int) margins.total, (int) margins.columns[0], (int) margins.rows[0]),
                      (int) table[0][0]));
            });
  }

  /**
   * The library's own test compares probabilities without slack, and so loses the observed table's
   * mirror image where rounding sets the two apart.
   */
  private static double noMoreProbable(HypergeometricDistribution tables, int observed) {
    double limit = tables.probability(observed) * (1 + SLACK);
    Sum sum = Sum.create();
    for (int one = tables.getSupportLowerBound(); one <= tables.getSupportUpperBound(); one++) {
      double probability = tables.probability(one);
      if (probability <= limit) {
        sum.add(probability);
      }
    }
    return Math.min(1, sum.getAsDouble());
  }

  /**
   * Returns Pearson's test (1900).
   *
   * @param table the counts, at least two by two
   * @param yates whether each deviation is taken half a count smaller; LENGTH_MISMATCH for a table
   *     that is not two by two
   */
  public static Outcome<ChiSquared> chiSquared(long[][] table, boolean yates) {
    return checked(table)
        .that(!yates || (table.length == 2 && table[0].length == 2), Fault.LENGTH_MISMATCH)
        .then(
            () -> {
              Margins margins = Margins.of(table);
              return margins.anyZero()
                  ? Outcome.undefined(Reason.ZERO_MARGIN)
                  : Outcome.ok(deviation(table, margins, yates ? 0.5 : 0));
            });
  }

  private static ChiSquared deviation(long[][] table, Margins margins, double correction) {
    Sum sum = Sum.create();
    double least = Double.MAX_VALUE;
    for (int row = 0; row < table.length; row++) {
      for (int column = 0; column < table[row].length; column++) {
        double expected = (double) margins.rows[row] * margins.columns[column] / margins.total;
        double off = Math.max(0, Math.abs(table[row][column] - expected) - correction);
        sum.add(off * off / expected);
        least = Math.min(least, expected);
      }
    }
    int freedom = (table.length - 1) * (table[0].length - 1);
    double statistic = sum.getAsDouble();
    double p = ChiSquaredDistribution.of(freedom).survivalProbability(statistic);
    return new ChiSquared(statistic, freedom, p, least < 5);
  }

  private static Checks checked(long[][] table) {
    Checks checks = new Checks().that(table.length >= 2, Fault.LENGTH_MISMATCH);
    for (long[] row : table) {
      checks.that(row.length >= 2, Fault.LENGTH_MISMATCH).lengths(row.length, table[0].length);
    }
    return checks.summable(Arrays.stream(table).flatMapToLong(Arrays::stream).toArray());
  }

  /** The sums of a table; a class because records do not hold arrays well. */
  private static final class Margins {

    private final long[] rows;
    private final long[] columns;
    private long total;

    private Margins(int rows, int columns) {
      this.rows = new long[rows];
      this.columns = new long[columns];
    }

    static Margins of(long[][] table) {
      Margins margins = new Margins(table.length, table[0].length);
      for (int row = 0; row < table.length; row++) {
        for (int column = 0; column < table[row].length; column++) {
          margins.rows[row] += table[row][column];
          margins.columns[column] += table[row][column];
          margins.total += table[row][column];
        }
      }
      return margins;
    }

    boolean anyZero() {
      return LongStream.concat(Arrays.stream(rows), Arrays.stream(columns))
          .anyMatch(sum -> sum == 0);
    }
  }
}
