package org.assay.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assay.benchmarks.load.PauseControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {

  private static final List<Sample> SAMPLES =
      List.of(
          FiguresTest.sample("gateway", 1, 50),
          FiguresTest.sample("pgbench", 1, 100),
          FiguresTest.sample("gateway", 2, 30),
          FiguresTest.sample("pgbench", 2, 40));

  @Test
  void tellsGoalsRatiosRunsAndMachine() {
    String text = MarkdownReport.of(report(new PauseControl(2, 910, 1003, true)));

    assertThat(text)
        .contains("Generator accepted")
        .contains("| gateway over pgbench | 0.625  | at least 0.330  | met |")
        .contains("| per_second | gateway 40.0 (30.0 to 50.0) | pgbench 70.0 (40.0 to 100) |")
        .contains("| 0.625 (0.500 to 0.750) |")
        .contains("| gateway 2 | 30.0 |")
        .contains("| kernel | Linux 6 |")
        .contains("| seed | 7 |");
  }

  @Test
  void saysThatARejectedGeneratorIsNotToBeBelieved() {
    Report report = report(new PauseControl(2, 3, 1000, false));

    assertThat(report.believable()).isFalse();
    assertThat(MarkdownReport.of(report))
        .contains("Generator rejected")
        .contains("no figure below may be believed");
  }

  @Test
  void writesBothFilesIntoAFolderNamedForTheTime(@TempDir Path reports) throws IOException {
    Path file = ReportFiles.write(report(new PauseControl(2, 910, 1003, true)), reports);

    assertThat(file).isEqualTo(reports.resolve("20261125T101112Z").resolve("report.md"));
    JsonNode json = new ObjectMapper().readTree(file.resolveSibling("report.json").toFile());
    assertThat(json.at("/started_at").asText()).isEqualTo("2026-11-25T10:11:12Z");
    assertThat(json.at("/control/p99_millis").asDouble()).isEqualTo(910);
    assertThat(json.at("/sections/0/samples/1/figures/per_second").asDouble()).isEqualTo(100);
    assertThat(json.at("/sections/0/comparisons/0/ratio/median").asDouble()).isEqualTo(0.625);
    assertThat(Files.readString(file))
        .isEqualTo(MarkdownReport.of(report(new PauseControl(2, 910, 1003, true))));
  }

  @Test
  void showsThreeDigitsThatCount() {
    assertThat(MarkdownReport.number(1234.5)).isEqualTo("1235");
    assertThat(MarkdownReport.number(12.345)).isEqualTo("12.3");
    assertThat(MarkdownReport.number(1.2345)).isEqualTo("1.23");
    assertThat(MarkdownReport.number(0.01234)).isEqualTo("0.012");
    assertThat(MarkdownReport.number(0)).isEqualTo("0");
  }

  private static Report report(PauseControl control) {
    Comparison comparison = Comparison.of(SAMPLES, "per_second", "gateway", "pgbench");
    Section section =
        new Section(
            "registration",
            "What it is",
            List.of("How it was measured."),
            SAMPLES,
            List.of(comparison),
            List.of(Goal.atLeast("gateway over pgbench", comparison.ratio().median(), 0.33, "")));
    return new Report(
        Instant.parse("2026-11-25T10:11:12Z"),
        7,
        Map.of("kernel", "Linux 6"),
        control,
        List.of(section),
        Map.of());
  }
}
