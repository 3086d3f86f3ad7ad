package org.assay.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.benchmarks.load.PauseControl;

/** Writes a report as Markdown: goals first, then each benchmark, then the machine. */
public final class MarkdownReport {

  private final StringBuilder text = new StringBuilder();

  private MarkdownReport() {}

  /** The report as Markdown. */
  public static String of(Report report) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.write(report);
    return markdown.text.toString();
  }

  private void write(Report report) {
    line("# Benchmarks of " + report.startedAt());
    control(report.control());
    report
        .failures()
        .forEach((name, why) -> line("**%s could not be run**: %s".formatted(name, why)));
    goals(report.sections());
    report.sections().forEach(this::section);
    line("## Machine, versions and flags");
    List<List<String>> rows = new ArrayList<>();
    report.machine().forEach((name, value) -> rows.add(List.of(name, value)));
    rows.add(List.of("seed", Long.toString(report.seed())));
    table(List.of("what", "value"), rows);
  }

  private void control(@org.jspecify.annotations.Nullable PauseControl control) {
    if (control == null) {
      return;
    }
    line(
        "%s: with the service paused for one second of ten, p50 was %s ms, p99 %s ms, the longest %s ms."
            .formatted(
                control.accepted() ? "Generator accepted" : "**Generator rejected**",
                number(control.p50Millis()),
                number(control.p99Millis()),
                number(control.mostMillis())));
    if (!control.accepted()) {
      line("It hides a pause, so no figure below may be believed.");
    }
  }

  private void goals(List<Section> sections) {
    List<List<String>> rows =
        sections.stream()
            .flatMap(section -> section.goals().stream())
            .map(
                goal ->
                    List.of(
                        goal.what(),
                        number(goal.measured()) + " " + goal.unit(),
                        (goal.atLeast() ? "at least " : "at most ")
                            + number(goal.limit())
                            + " "
                            + goal.unit(),
                        goal.met() ? "met" : "missed"))
            .toList();
    if (!rows.isEmpty()) {
      line("## Goals");
      table(List.of("figure", "measured", "wanted", ""), rows);
    }
  }

  private void section(Section section) {
    line("## " + section.name());
    line(section.summary() + ".");
    section.notes().forEach(this::line);
    comparisons(section.comparisons());
    spreads(section.samples());
    runs(section.samples());
    processors(section.samples());
  }

  private void comparisons(List<Comparison> comparisons) {
    if (comparisons.isEmpty()) {
      return;
    }
    table(
        List.of("figure", "of", "beside", "ratio"),
        comparisons.stream()
            .map(
                c ->
                    List.of(
                        c.figure(),
                        c.left() + " " + spread(c.ofLeft()),
                        c.right() + " " + spread(c.ofRight()),
                        spread(c.ratio())))
            .toList());
  }

  private void spreads(List<Sample> samples) {
    Set<String> names = names(samples);
    List<List<String>> rows = new ArrayList<>();
    for (String side : sides(samples)) {
      List<String> row = new ArrayList<>(List.of(side));
      for (String name : names) {
        List<Double> figures =
            samples.stream()
                .filter(s -> s.side().equals(side) && s.figures().containsKey(name))
                .map(s -> s.figure(name))
                .toList();
        row.add(figures.isEmpty() ? "" : spread(Spread.of(figures)));
      }
      rows.add(row);
    }
    line("Median (least to most) of the runs:");
    table(header("side", names), rows);
  }

  private void runs(List<Sample> samples) {
    Set<String> names = names(samples);
    List<List<String>> rows = new ArrayList<>();
    for (Sample sample : samples) {
      List<String> row = new ArrayList<>(List.of(sample.side() + " " + sample.round()));
      for (String name : names) {
        Double figure = sample.figures().get(name);
        row.add(figure == null ? "" : number(figure));
      }
      rows.add(row);
    }
    line("Each run, in the order in which they ran:");
    table(header("run", names), rows);
  }

  private void processors(List<Sample> samples) {
    Set<String> names = new LinkedHashSet<>();
    samples.forEach(sample -> names.addAll(sample.processorPercent().keySet()));
    if (names.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (String side : sides(samples)) {
      List<String> row = new ArrayList<>(List.of(side));
      for (String name : names) {
        List<Double> figures =
            samples.stream()
                .filter(s -> s.side().equals(side) && s.processorPercent().containsKey(name))
                .map(s -> s.processorPercent().getOrDefault(name, 0.0))
                .toList();
        row.add(figures.isEmpty() ? "" : number(Spread.of(figures).median()));
      }
      rows.add(row);
    }
    line("Processor time, median in percent of one core:");
    table(header("side", names), rows);
  }

  private static List<String> header(String first, Set<String> names) {
    List<String> header = new ArrayList<>(List.of(first));
    header.addAll(names);
    return header;
  }

  private static Set<String> names(List<Sample> samples) {
    return samples.stream()
        .map(Sample::figures)
        .map(Map::keySet)
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> sides(List<Sample> samples) {
    return samples.stream().map(Sample::side).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void table(List<String> header, List<List<String>> rows) {
    row(header);
    row(header.stream().map(_ -> "---").toList());
    rows.forEach(this::row);
    text.append('\n');
  }

  private void row(List<String> cells) {
    text.append("| ")
        .append(
            cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  private void line(String line) {
    text.append(line).append("\n\n");
  }

  private static String spread(Spread spread) {
    return "%s (%s to %s)"
        .formatted(number(spread.median()), number(spread.least()), number(spread.most()));
  }

  /** Three digits that count, and no exponent. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size == 0 || size >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, size >= 1 ? "%.2f" : "%.3f", value);
  }
}
