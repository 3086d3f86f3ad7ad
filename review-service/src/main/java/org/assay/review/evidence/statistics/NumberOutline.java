package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What plots of predicted numbers are drawn from, small enough to be kept.
 *
 * @param parts neighbouring predictions, from the lowest on, with what was observed there
 * @param errors how the errors, predictions less observations, are spread; none where all are alike
 */
public record NumberOutline(List<Part> parts, List<ErrorBin> errors) {

  /** Copies the lists. */
  public NumberOutline {
    parts = List.copyOf(parts);
    errors = List.copyOf(errors);
  }

  /**
   * Rows of neighbouring predictions.
   *
   * @param rows how many
   * @param predicted the mean prediction
   * @param observed the mean observation
   * @param ciLow the lower limit of its interval; absent where it has none
   * @param ciHigh the upper limit
   */
  public record Part(
      long rows,
      double predicted,
      double observed,
      @Nullable Double ciLow,
      @Nullable Double ciHigh) {}

  /**
   * Rows of similar errors.
   *
   * @param low the lower edge, which belongs to it
   * @param high the upper edge, which does not
   * @param rows how many; the lowest bin and the highest one have what lies beyond them too
   */
  public record ErrorBin(double low, double high, long rows) {

    private ErrorBin with(ErrorBin next) {
      return new ErrorBin(low, next.high, rows + next.rows);
    }
  }

  /**
   * Returns what readers may see who may see no small counts: parts and bins of ten rows at least.
   */
  public NumberOutline coarse() {
    boolean few = parts.stream().anyMatch(part -> SmallCounts.is(part.rows()));
    return new NumberOutline(few ? List.of() : parts, joined());
  }

  /** Joins neighbours until none is small; where all together are, nothing is left. */
  private List<ErrorBin> joined() {
    List<ErrorBin> coarse = new ArrayList<>();
    for (ErrorBin bin : errors) {
      boolean open = !coarse.isEmpty() && SmallCounts.is(coarse.getLast().rows());
      coarse.add(open ? coarse.removeLast().with(bin) : bin);
    }
    if (coarse.size() > 1 && SmallCounts.is(coarse.getLast().rows())) {
      ErrorBin rest = coarse.removeLast();
      coarse.add(coarse.removeLast().with(rest));
    }
    return coarse.stream().anyMatch(bin -> SmallCounts.is(bin.rows())) ? List.of() : coarse;
  }
}
