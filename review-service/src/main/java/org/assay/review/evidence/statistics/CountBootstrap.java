package org.assay.review.evidence.statistics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Bootstrap intervals of what counts suffice for, of any number of rows: drawing rows of a label
 * with replacement leaves counts of a multinomial distribution, which is drawn from instead, one
 * binomial after the other. Labels come in ascending order of their bytes, as strata do, and what
 * was predicted in the order of the classes.
 */
public final class CountBootstrap {

  private CountBootstrap() {}

  /**
   * Returns what a statistic of counts is computed by, empty for one that takes more than counts.
   *
   * @param at of a statistic of one class: which
   */
  public static Optional<Function<ConfusionMatrix, Outcome<Double>>> statistic(
      String statistic, int at) {
    return switch (statistic) {
      case "precision" -> Optional.of(counts -> counts.against(at).precision());
      case "f1" -> Optional.of(counts -> counts.against(at).f1());
      case "balanced_accuracy" -> Optional.of(counts -> counts.against(at).balancedAccuracy());
      case "mcc" -> Optional.of(counts -> counts.against(at).mcc());
      case "macro_f1" -> Optional.of(ConfusionMatrix::macroF1);
      default -> Optional.empty();
    };
  }

  /**
   * Returns the percentile interval of a statistic of a confusion matrix.
   *
   * @param statistic of drawn counts
   */
  public static Outcome<Interval> percentile(
      BootstrapPlan plan,
      ConfusionMatrix matrix,
      Function<ConfusionMatrix, Outcome<Double>> statistic) {
    List<String> classes = matrix.classes();
    return percentile(
        plan, classes, matrix.rows(), drawn -> statistic.apply(ConfusionMatrix.of(classes, drawn)));
  }

  /**
   * Returns the percentile interval of a statistic of rows that were counted within each label.
   *
   * @param labels what they are called
   * @param counts of each label the rows of each kind, in an order that is fixed
   * @param statistic of drawn counts, in the same places
   */
  public static Outcome<Interval> percentile(
      BootstrapPlan plan,
      List<String> labels,
      List<List<Long>> counts,
      Function<long[][], Outcome<Double>> statistic) {
    int[] order =
        IntStream.range(0, labels.size())
            .boxed()
            .sorted(
                Comparator.comparing(
                    at -> labels.get(at).getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    return Bootstrap.percentile(
        plan,
        stream -> {
          long[][] drawn = new long[labels.size()][];
          for (int at : order) {
            drawn[at] = drawn(stream, counts.get(at));
          }
          return statistic.apply(drawn);
        });
  }

  /** Draws as many rows as there are, and says how many are of each kind. */
  static long[] drawn(BootstrapStream stream, List<Long> counts) {
    long[] drawn = new long[counts.size()];
    long left = counts.stream().mapToLong(Long::longValue).sum();
    long rows = left;
    for (int at = 0; at < drawn.length && rows > 0; at++) {
      long count = counts.get(at);
      drawn[at] = count == left ? rows : binomial(stream, rows, count / (double) left);
      rows -= drawn[at];
      left -= count;
    }
    return drawn;
  }

  /**
   * Draws by inversion from the mode outwards, whose steps grow with the standard deviation only.
   */
  static long binomial(BootstrapStream stream, long trials, double probability) {
    if (probability == 0) {
      return 0;
    }
    double left = stream.uniform();
    long mode = Math.min(trials, (long) ((trials + 1) * probability));
    double odds = probability / (1 - probability);
    double up =
        BinomialDistribution.of(Math.toIntExact(trials), probability)
            .probability(Math.toIntExact(mode));
    double down = up;
    left -= up;
    for (long by = 1; left > 0 && (mode + by <= trials || mode - by >= 0); by++) {
      long above = mode + by;
      if (above <= trials) {
        up *= odds * (trials - above + 1) / above;
        left -= up;
        if (left <= 0) {
          return above;
        }
      }
      long below = mode - by;
      if (below >= 0) {
        down *= (below + 1) / (odds * (trials - below));
        left -= down;
        if (left <= 0) {
          return below;
        }
      }
    }
    return mode;
  }
}
