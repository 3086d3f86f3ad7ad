package org.assay.verification.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assay.verification.fault.check.Finding;
import org.assay.verification.fault.check.Verdict;

/** Writes what a trial showed: a summary of lines, {@code report.md} and {@code report.json}. */
public final class ReportFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXAMPLES = 20;

  private ReportFiles() {}

  static void write(TrialReport report, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("report.md"), markdown(report));
      Files.writeString(
          folder.resolve("report.json"),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(report)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line each: the five counts, then recovery and operations. */
  public static List<String> summary(TrialReport report) {
    List<String> lines = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      lines.add(verdict.label() + " " + report.count(verdict));
    }
    report
        .recoveries()
        .forEach(
            (part, times) ->
                lines.add(
                    "recovery of %s: p50 %s, p99 %s, most %s of %d"
                        .formatted(
                            part,
                            seconds(quantile(times, 0.5)),
                            seconds(quantile(times, 0.99)),
                            seconds(times.getLast()),
                            times.size())));
    lines.add(
        "operations: %d offered, %d without room, outcomes %s"
            .formatted(report.offered(), report.overruns(), report.outcomes()));
    lines.add(
        "cycles %d, of these %d unclean ends, seed %d"
            .formatted(report.healed(), report.uncleanEnds(), report.seed()));
    report.troubles().forEach(trouble -> lines.add("trouble: " + trouble));
    return lines;
  }

  private static String markdown(TrialReport report) {
    StringBuilder text = new StringBuilder("# Trial by faults, seed " + report.seed() + "\n\n");
    text.append(report.passed() ? "Passed.\n\n" : "**Failed.**\n\n").append("```\n");
    summary(report).forEach(line -> text.append(line).append('\n'));
    text.append("```\n\n## Faults\n\n| fault | cycles |\n|---|---|\n");
    report.cycles().forEach((name, count) -> text.append("| %s | %d |%n".formatted(name, count)));
    text.append("\nUnder load for %d s.%n".formatted(report.took().toSeconds()));
    text.append("\n## Operations\n\n| kind | acknowledged |\n|---|---|\n");
    report
        .acknowledged()
        .forEach((kind, count) -> text.append("| %s | %d |%n".formatted(kind.label(), count)));
    text.append("\nOutcomes that were open at first:\n\n| how they became known | operations |\n");
    text.append("|---|---|\n");
    report
        .resolutions()
        .forEach((how, count) -> text.append("| %s | %d |%n".formatted(how.label(), count)));
    text.append(
        "\nThe logs hold %d events; a reader during the faults met %d of them once more.%n"
            .formatted(report.events(), report.again()));
    text.append("\n## Examples of what was found\n\n");
    for (Verdict verdict : Verdict.values()) {
      report.findings().stream()
          .filter(finding -> finding.verdict() == verdict)
          .limit(EXAMPLES)
          .forEach(finding -> text.append("- `%s` %s%n".formatted(verdict.name(), finding.what())));
    }
    text.append(report.findings().isEmpty() ? "Nothing.\n" : "");
    if (!report.notes().isEmpty()) {
      text.append("\n## What single faults measured\n\n");
      report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    }
    text.append("\n## Not covered\n\n");
    report.notCovered().forEach(what -> text.append("- ").append(what).append('\n'));
    return text.toString();
  }

  private static ObjectNode json(TrialReport report) {
    ObjectNode all = JSON.createObjectNode().put("passed", report.passed());
    all.put("seed", report.seed()).put("cycles", report.healed());
    all.put("unclean_ends", report.uncleanEnds());
    all.put("seconds", report.took().toSeconds());
    ObjectNode counts = all.putObject("counts");
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.name().toLowerCase(Locale.ROOT), report.count(verdict));
    }
    report.cycles().forEach(all.putObject("faults")::put);
    all.put("offered", report.offered()).put("overruns", report.overruns());
    report.outcomes().forEach(all.putObject("outcomes")::put);
    ObjectNode kinds = all.putObject("acknowledged");
    report.acknowledged().forEach((kind, count) -> kinds.put(kind.label(), count));
    ObjectNode resolutions = all.putObject("open_at_first");
    report.resolutions().forEach((how, count) -> resolutions.put(how.label(), count));
    all.put("events", report.events()).put("delivered_again", report.again());
    ObjectNode recoveries = all.putObject("recovery_ms");
    report
        .recoveries()
        .forEach(
            (part, times) ->
                recoveries
                    .putObject(part)
                    .put("p50", quantile(times, 0.5).toMillis())
                    .put("p99", quantile(times, 0.99).toMillis())
                    .put("most", times.getLast().toMillis())
                    .put("count", times.size()));
    report.troubles().forEach(all.putArray("troubles")::add);
    ArrayNode findings = all.putArray("findings");
    for (Finding finding : report.findings()) {
      findings
          .addObject()
          .put("counts_as", finding.verdict().name().toLowerCase(Locale.ROOT))
          .put("what", finding.what());
    }
    report.notes().forEach(all.putArray("notes")::add);
    report.notCovered().forEach(all.putArray("not_covered")::add);
    return all;
  }

  private static Duration quantile(List<Duration> ascending, double share) {
    int index = (int) Math.ceil(share * ascending.size()) - 1;
    return ascending.get(Math.max(0, index));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
  }
}
