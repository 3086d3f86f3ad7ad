package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.core.Sum;

/**
 * Rows by the bin of their probability and by whether they are what it is of: enough for an
 * interval of the calibration error, of any number of rows. Not safe for several threads at once.
 */
public final class CalibrationCells {

  private static final int CELLS = 2 * Calibration.BINS;

  private final long[] rows = new long[CELLS];
  private final Sum[] probabilities = Stream.generate(Sum::create).limit(CELLS).toArray(Sum[]::new);

  /**
   * Adds rows.
   *
   * @param bin from 0 on; see {@link BinnedCalibration#add}
   * @param hit whether they are what the probability is of
   * @param more how many they are
   * @param sum of their probabilities
   */
  public void add(int bin, boolean hit, long more, double sum) {
    int cell = 2 * bin + (hit ? 1 : 0);
    rows[cell] += more;
    probabilities[cell].add(sum);
  }

  /**
   * Returns the interval of the calibration error by a bootstrap. Rows are drawn from all, by the
   * multinomial distribution of the cells; the probabilities of a cell have its mean, and vary as
   * much as its bin's edges let them (Bhatia and Davis 2000), which errs on the safe side.
   *
   * @param goOn called before each replicate; ends the computation by an exception
   */
  public Outcome<Interval> ece(BootstrapPlan plan, Runnable goOn) {
    List<Long> counts = new ArrayList<>();
    double[] means = new double[CELLS];
    double[] variances = new double[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      counts.add(rows[cell]);
      if (rows[cell] > 0) {
        int bin = cell / 2;
        double low = bin / (double) Calibration.BINS;
        double high = (bin + 1) / (double) Calibration.BINS;
        means[cell] = Math.clamp(probabilities[cell].getAsDouble() / rows[cell], low, high);
        variances[cell] = (means[cell] - low) * (high - means[cell]);
      }
    }
    return Bootstrap.percentile(
        plan,
        stream -> {
          goOn.run();
          long[] drawn = CountBootstrap.drawn(stream, counts);
          BinnedCalibration replicate = new BinnedCalibration();
          for (int cell = 0; cell < CELLS; cell += 2) {
            long misses = drawn[cell];
            long hits = drawn[cell + 1];
            double error =
                Math.sqrt(misses * variances[cell] + hits * variances[cell + 1]) * normal(stream);
            replicate.add(
                cell / 2,
                misses + hits,
                hits,
                misses * means[cell] + hits * means[cell + 1] + error);
          }
          return replicate.ece();
        });
  }

  private static double normal(BootstrapStream stream) {
    return Normal.quantile(Math.max(stream.uniform(), 0x1.0p-54));
  }
}
