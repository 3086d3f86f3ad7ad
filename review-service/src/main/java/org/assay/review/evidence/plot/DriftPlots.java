package org.assay.review.evidence.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.plot.Plot.Axis;
import org.assay.review.evidence.plot.Plot.Mark;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.Plot.Series;
import org.assay.review.evidence.window.WindowView;
import org.assay.review.evidence.window.WindowView.BinView;
import org.assay.review.evidence.window.WindowView.FeatureView;
import org.jspecify.annotations.Nullable;

/**
 * How the features of a monitoring window are distributed, beside the reference.
 *
 * @param window the window, as its reader may see it
 * @param statistics what was computed of it
 */
public record DriftPlots(WindowView window, List<ReportRow> statistics) {

  /** Copies the list. */
  public DriftPlots {
    statistics = List.copyOf(statistics);
  }

  /** Returns a plot for each feature that the reader may see the counts of. */
  public List<Plot> all() {
    List<Plot> plots = new ArrayList<>();
    for (int at = 0; at < window.features().size(); at++) {
      FeatureView feature = window.features().get(at);
      if (!feature.masked()) {
        plots.add(plot(at + 1, feature));
      }
    }
    return plots;
  }

  /** A bin with its shares of all rows. */
  private record Bin(String label, long reference, long current, double before, double now) {

    double change() {
      return Math.abs(now - before);
    }
  }

  private Plot plot(int position, FeatureView feature) {
    List<Bin> bins = feature.bins().stream().map(bin -> bin(feature, bin)).toList();
    double highest =
        bins.stream().mapToDouble(bin -> Math.max(bin.before(), bin.now())).max().orElse(0);
    return new Plot(
        "drift-" + position,
        PlotType.FEATURE_DRIFT,
        "Drift of " + feature.name(),
        description(feature, bins),
        Axis.of("Rows of the bin", "share", 0, Math.max(highest, 0.1)),
        Axis.of(feature.name(), bins.stream().map(Bin::label).toList()),
        List.of(),
        List.of(
            series("Reference", Mark.HOLLOW_BAR, bins, Bin::before, Bin::reference),
            series("Window", Mark.SOLID_BAR, bins, Bin::now, Bin::current)),
        table(feature, bins));
  }

  private static Bin bin(FeatureView feature, BinView bin) {
    return new Bin(
        bin.label(),
        bin.reference(),
        bin.current(),
        share(bin.reference(), feature.referenceRows()),
        share(bin.current(), feature.currentRows()));
  }

  private static double share(long rows, @Nullable Long all) {
    return all == null || all == 0 ? 0 : rows / (double) all;
  }

  private static Series series(
      String name,
      Mark mark,
      List<Bin> bins,
      Function<Bin, Double> share,
      Function<Bin, Long> rows) {
    return new Series(
        name,
        mark,
        bins.stream()
            .map(
                bin ->
                    new Point(
                        bin.label(),
                        share.apply(bin),
                        null,
                        null,
                        null,
                        rows.apply(bin),
                        null,
                        null,
                        null))
            .toList());
  }

  private String description(FeatureView feature, List<Bin> bins) {
    List<String> said = new ArrayList<>();
    said.add(
        "Which share of the rows each bin of %s has: of the reference's %s hollow, of the window's %s filled, in %s from %s until %s."
            .formatted(
                feature.name(),
                Numbers.count(feature.referenceRows()),
                Numbers.count(feature.currentRows()),
                window.environment(),
                window.from(),
                window.until()));
    Stream.of("psi", "jensen_shannon")
        .flatMap(statistic -> measured(feature, statistic))
        .map(DriftPlots::measured)
        .forEach(said::add);
    said.add("Together: %s.".formatted(feature.drift()));
    bins.stream()
        .max(Comparator.comparingDouble(Bin::change))
        .filter(bin -> bin.change() > 0)
        .ifPresent(
            bin ->
                said.add(
                    "Most changed is %s, from %s to %s."
                        .formatted(
                            bin.label(), Numbers.share(bin.before()), Numbers.share(bin.now()))));
    return String.join(" ", said);
  }

  private Stream<ReportRow> measured(FeatureView feature, String statistic) {
    return statistics.stream()
        .filter(
            row ->
                row.statistic().equals(statistic)
                    && feature.name().equals(row.attribute())
                    && row.group() == null);
  }

  private static String measured(ReportRow row) {
    String name =
        row.statistic().equals("psi")
            ? "PSI (population stability index, nats)"
            : "Jensen-Shannon divergence (bits)";
    Double value = row.value();
    return value == null
        ? "%s has no value: %s.".formatted(name, row.reason())
        : "%s is %s%s.".formatted(name, Numbers.any(value), judged(row.verdict(), row.reason()));
  }

  private static String judged(@Nullable String verdict, @Nullable String reason) {
    if (verdict == null) {
      return "";
    }
    return switch (verdict) {
      case "PASS" -> ", within the policy's limit";
      case "FAIL" -> ", beyond the policy's limit";
      default -> ", not judged (%s)".formatted(reason);
    };
  }

  private static Plot.Table table(FeatureView feature, List<Bin> bins) {
    return new Plot.Table(
        List.of(feature.name(), "Reference rows", "share", "Window rows", "share"),
        bins.stream()
            .map(
                bin ->
                    List.of(
                        bin.label(),
                        Numbers.count(bin.reference()),
                        Numbers.share(bin.before()),
                        Numbers.count(bin.current()),
                        Numbers.share(bin.now())))
            .toList());
  }
}
