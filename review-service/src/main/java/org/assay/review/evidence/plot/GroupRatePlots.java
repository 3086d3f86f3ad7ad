package org.assay.review.evidence.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assay.review.evidence.plot.Plot.Axis;
import org.assay.review.evidence.plot.Plot.Band;
import org.assay.review.evidence.plot.Plot.Mark;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.Plot.Series;
import org.jspecify.annotations.Nullable;

/**
 * The rates of the groups of one attribute, a plot for each rate.
 *
 * @param position which attribute of the evidence it is, from 1 on
 * @param attribute its name
 * @param referenceGroup whom the others are compared with
 * @param confidence of each interval
 * @param limits what the plan allows; none where nobody says
 */
public record GroupRatePlots(
    int position, String attribute, String referenceGroup, double confidence, List<Limit> limits) {

  private static final double ROUNDING = 1e-9;

  private static final Map<String, String> RATES =
      Map.of(
          "selection_rate", "Selection rate",
          "recall", "Recall",
          "fpr", "False positive rate",
          "precision", "Precision",
          "accuracy", "Accuracy");

  /** Copies the list. */
  public GroupRatePlots {
    limits = List.copyOf(limits);
  }

  /**
   * A rate of a group, as its reader may see it.
   *
   * @param statistic which rate
   * @param group the group
   * @param value the rate; absent where it has none
   * @param low the lower limit of its interval
   * @param high the upper limit
   * @param n how many rows it is a share of
   * @param reason why there is no value
   */
  public record Rate(
      String statistic,
      String group,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Long n,
      @Nullable String reason) {}

  /**
   * A limit of a plan for the groups of the attribute.
   *
   * @param statistic what it is about, such as {@code fpr_gap}
   * @param value the limit
   * @param verdict what the intervals of the pairs say of it
   */
  public record Limit(String statistic, double value, String verdict) {

    /** Says which rates have to lie together by it. */
    boolean about(String rate) {
      return switch (statistic) {
        case "demographic_parity_difference", "demographic_parity_ratio" ->
            rate.equals("selection_rate");
        case "equal_opportunity_difference", "fnr_gap" -> rate.equals("recall");
        case "equalized_odds_difference" -> rate.equals("recall") || rate.equals("fpr");
        case "predictive_parity_difference" -> rate.equals("precision");
        case "fpr_gap" -> rate.equals("fpr");
        case "accuracy_gap" -> rate.equals("accuracy");
        default -> false;
      };
    }

    /**
     * Returns where the rates lie if they keep the limit: all within the range exactly when the
     * greatest difference, or the least ratio, keeps it.
     */
    private Band band(double lowest, double highest) {
      if (statistic.equals("demographic_parity_ratio")) {
        return new Band(label(), value * highest, highest);
      }
      double middle = (lowest + highest) / 2;
      return new Band(label(), Math.max(0, middle - value / 2), Math.min(1, middle + value / 2));
    }

    private String label() {
      return "%s %s %s: %s"
          .formatted(
              statistic,
              statistic.equals("demographic_parity_ratio") ? "at least" : "at most",
              Numbers.any(value),
              verdict);
    }
  }

  /**
   * Returns a plot for each rate that the reader may see of one group at least.
   *
   * @param rates the rates of all groups; those of one statistic in the order of the groups
   */
  public List<Plot> of(List<Rate> rates) {
    return rates.stream()
        .map(Rate::statistic)
        .filter(RATES::containsKey)
        .distinct()
        .map(
            statistic -> rates.stream().filter(rate -> rate.statistic().equals(statistic)).toList())
        .filter(of -> of.stream().anyMatch(rate -> !"MASKED".equals(rate.reason())))
        .map(this::plot)
        .toList();
  }

  private Plot plot(List<Rate> rates) {
    String statistic = rates.getFirst().statistic();
    String rate = Objects.requireNonNull(RATES.get(statistic));
    List<Rate> known = rates.stream().filter(one -> one.value() != null).toList();
    List<Band> bands = bands(statistic, known);
    double[] ends = ends(known, bands);
    return new Plot(
        "groups-%d-%s".formatted(position, statistic.replace('_', '-')),
        PlotType.GROUP_RATES,
        "%s by %s".formatted(rate, attribute),
        description(rate, rates, known, bands),
        Axis.of(rate, "share", ends[0], ends[1]),
        Axis.of(attribute, rates.stream().map(Rate::group).toList()),
        bands,
        Stream.of(series(rates, true), series(rates, false))
            .filter(series -> !series.points().isEmpty())
            .toList(),
        table(rate, rates));
  }

  private List<Band> bands(String statistic, List<Rate> known) {
    double[] values =
        known.stream().map(Rate::value).mapToDouble(Objects::requireNonNull).toArray();
    if (values.length == 0) {
      return List.of();
    }
    double lowest = Arrays.stream(values).min().orElseThrow();
    double highest = Arrays.stream(values).max().orElseThrow();
    return limits.stream()
        .filter(limit -> limit.about(statistic))
        .map(limit -> limit.band(lowest, highest))
        .toList();
  }

  /** All that is drawn, and a tenth at least, so that a small difference looks like one. */
  private static double[] ends(List<Rate> known, List<Band> bands) {
    double low =
        Stream.concat(
                known.stream().map(one -> Objects.requireNonNullElse(one.low(), one.value())),
                bands.stream().map(Band::low))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(0);
    double high =
        Stream.concat(
                known.stream().map(one -> Objects.requireNonNullElse(one.high(), one.value())),
                bands.stream().map(Band::high))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    double middle = (low + high) / 2;
    double half = Math.max(0.05, (high - low) / 2);
    return new double[] {
      Math.max(0, Math.floor((middle - half) * 20 + ROUNDING) / 20),
      Math.min(1, Math.ceil((middle + half) * 20 - ROUNDING) / 20)
    };
  }

  private String description(String rate, List<Rate> rates, List<Rate> known, List<Band> bands) {
    List<String> said = new ArrayList<>();
    said.add(
        "%s of each of the %d groups of %s, with its %s %% interval."
            .formatted(rate, rates.size(), attribute, Numbers.any(100 * confidence)));
    Comparator<Rate> byValue = Comparator.comparing(one -> Objects.requireNonNull(one.value()));
    known.stream()
        .max(byValue)
        .ifPresent(
            highest -> {
              Rate lowest = known.stream().min(byValue).orElseThrow();
              said.add(
                  "Lowest is %s with %s, highest %s with %s."
                      .formatted(lowest.group(), shown(lowest), highest.group(), shown(highest)));
            });
    if (known.size() < rates.size()) {
      said.add("%d groups have no value that is shown.".formatted(rates.size() - known.size()));
    }
    if (!bands.isEmpty()) {
      said.add(
          "A band holds all rates where they keep its limit; the verdict is given by the intervals"
              + " of pairs of groups, not by these.");
    }
    return String.join(" ", said);
  }

  private static String shown(Rate rate) {
    return Numbers.share(Objects.requireNonNull(rate.value()), rate.low(), rate.high());
  }

  private Series series(List<Rate> rates, boolean reference) {
    return new Series(
        reference ? "Reference group, with interval" : "Group, with interval",
        reference ? Mark.DIAMOND : Mark.CIRCLE,
        rates.stream()
            .filter(rate -> rate.group().equals(referenceGroup) == reference)
            .map(
                rate ->
                    new Point(
                        rate.group(),
                        rate.value(),
                        null,
                        rate.low(),
                        rate.high(),
                        rate.n(),
                        null,
                        rate.reason(),
                        null))
            .toList());
  }

  private Plot.Table table(String rate, List<Rate> rates) {
    return new Plot.Table(
        List.of(attribute, rate, "Interval from", "to", "Rows", "No value because"),
        rates.stream()
            .map(
                one ->
                    List.of(
                        one.group(),
                        Numbers.share(one.value()),
                        Numbers.share(one.low()),
                        Numbers.share(one.high()),
                        Numbers.count(one.n()),
                        Objects.requireNonNullElse(one.reason(), "").toLowerCase(Locale.ROOT)))
            .toList());
  }
}
