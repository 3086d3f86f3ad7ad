package org.assay.review.evidence.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assay.review.evidence.comparison.Champion;
import org.assay.review.evidence.comparison.ComparisonResult;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.plot.Plot.Axis;
import org.assay.review.evidence.plot.Plot.Band;
import org.assay.review.evidence.plot.Plot.Mark;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.Plot.Series;
import org.jspecify.annotations.Nullable;

/**
 * How much better a version is than its champion: by the statistics of all rows, and by the groups
 * of each attribute.
 *
 * @param champion whom it is compared with; absent where that is a baseline of the same file
 * @param margin by how much it may be worse and is still not inferior
 * @param confidence of each interval
 * @param results everything that is compared, as its reader may see it
 */
public record ComparisonPlots(
    @Nullable Champion champion, double margin, double confidence, List<ComparisonResult> results) {

  private static final String MASKED = "MASKED";

  /** What has no upper bound is not drawn to the same scale as shares. */
  private static final Set<String> UNBOUNDED = Set.of("log_loss", "rmse", "mae");

  private static final double SMALLEST_RANGE = 0.01;

  /** Copies the list. */
  public ComparisonPlots {
    results = List.copyOf(results);
  }

  /** Returns a plot for each part that the reader may see something of. */
  public List<Plot> all() {
    Map<String, List<ComparisonResult>> parts = new LinkedHashMap<>();
    List<String> attributes = new ArrayList<>();
    for (ComparisonResult result : results) {
      String attribute = result.attribute();
      if (attribute != null && !attributes.contains(attribute)) {
        attributes.add(attribute);
      }
      parts
          .computeIfAbsent(
              attribute == null
                  ? part(result.statistic())
                  : "comparison-groups-" + (attributes.indexOf(attribute) + 1),
              _ -> new ArrayList<>())
          .add(result);
    }
    List<Plot> plots = new ArrayList<>();
    parts.forEach(
        (name, part) -> {
          if (!part.stream().allMatch(one -> MASKED.equals(one.reason()))) {
            plots.add(plot(name, part));
          }
        });
    return plots;
  }

  private static String part(String statistic) {
    return UNBOUNDED.contains(statistic)
        ? "comparison-" + statistic.replace('_', '-')
        : "comparison";
  }

  private Plot plot(String name, List<ComparisonResult> part) {
    String attribute = part.getFirst().attribute();
    double[] ends = ends(part);
    return new Plot(
        name,
        PlotType.COMPARISON,
        attribute == null
            ? "Comparison with " + other()
            : "Comparison with %s by %s: %s"
                .formatted(other(), attribute, part.getFirst().statistic()),
        description(part),
        Axis.of("Difference, the greater the better", "as the statistic", ends[0], ends[1]),
        Axis.of(
            attribute == null ? "Statistic" : attribute,
            part.stream().map(ComparisonPlots::label).toList()),
        bands(ends[1]),
        Stream.of(Role.values())
            .map(role -> series(role, part))
            .filter(series -> !series.points().isEmpty())
            .toList(),
        table(attribute == null ? "Statistic" : attribute, part));
  }

  private String other() {
    return champion == null ? "the baseline" : "version " + champion.version();
  }

  private static String label(ComparisonResult result) {
    String group = result.group();
    return group != null
        ? group
        : "%s (%s)".formatted(result.statistic(), result.role().name().toLowerCase(Locale.ROOT));
  }

  /** All that is drawn, no difference and the margin on either side among it. */
  private double[] ends(List<ComparisonResult> part) {
    double[] drawn =
        DoubleStream.concat(
                DoubleStream.of(-margin, margin, -SMALLEST_RANGE, SMALLEST_RANGE),
                part.stream()
                    .flatMap(one -> Stream.of(one.difference(), one.ciLow(), one.ciHigh()))
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue))
            .sorted()
            .toArray();
    double low = drawn[0];
    double high = drawn[drawn.length - 1];
    double room = (high / 20 - low / 20);
    return new double[] {low - room, high + room};
  }

  /** Either goes on beyond the axis. */
  private List<Band> bands(double high) {
    Band notInferior =
        new Band(
            "Not inferior: interval from %s on".formatted(Numbers.any(0 - margin)), -margin, high);
    Band superior = new Band("Superior: interval above 0", 0, high);
    return List.of(notInferior, superior);
  }

  private static Series series(Role role, List<ComparisonResult> part) {
    return new Series(
        switch (role) {
          case PRIMARY -> "Primary statistic, with interval";
          case GUARD -> "Guard, with interval";
          case GROUP -> "Group, with interval";
        },
        role == Role.PRIMARY ? Mark.DIAMOND : Mark.CIRCLE,
        part.stream()
            .filter(one -> one.role() == role)
            .map(
                one ->
                    new Point(
                        label(one),
                        one.difference(),
                        null,
                        one.ciLow(),
                        one.ciHigh(),
                        one.n(),
                        null,
                        one.reason(),
                        one.decision()))
            .toList());
  }

  private String description(List<ComparisonResult> part) {
    List<String> said = new ArrayList<>();
    said.add(
        "How much better this version is than %s on the same rows, with the %s %% interval of the difference; of a loss it is how much less."
            .formatted(other(), Numbers.any(100 * confidence)));
    Comparator<ComparisonResult> byDifference =
        Comparator.comparing(one -> Objects.requireNonNull(one.difference()));
    part.stream()
        .filter(one -> one.difference() != null)
        .min(byDifference)
        .ifPresent(
            least ->
                said.add(
                    "The least is %s with %s [%s, %s]."
                        .formatted(
                            label(least),
                            Numbers.any(least.difference()),
                            Numbers.any(least.ciLow()),
                            Numbers.any(least.ciHigh()))));
    part.stream()
        .collect(
            Collectors.groupingBy(
                ComparisonResult::decision, LinkedHashMap::new, Collectors.counting()))
        .forEach((decision, times) -> said.add("%s: %d.".formatted(decision, times)));
    long without = part.stream().filter(one -> one.difference() == null).count();
    if (without > 0) {
      said.add("%d have no difference that is shown.".formatted(without));
    }
    return String.join(" ", said);
  }

  private static Plot.Table table(String of, List<ComparisonResult> part) {
    Function<ComparisonResult, List<String>> row =
        one ->
            List.of(
                label(one),
                Numbers.any(one.champion()),
                Numbers.any(one.challenger()),
                Numbers.any(one.difference()),
                Numbers.any(one.ciLow()),
                Numbers.any(one.ciHigh()),
                Numbers.count(one.n()),
                one.decision(),
                Objects.requireNonNullElse(one.reason(), "").toLowerCase(Locale.ROOT));
    return new Plot.Table(
        List.of(
            of,
            "Compared with",
            "This version",
            "Better by",
            "Interval from",
            "to",
            "Rows",
            "Decision",
            "No value because"),
        part.stream().map(row).toList());
  }
}
