package org.assay.verification.fault.mutant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.assay.verification.fault.check.Finding;
import org.assay.verification.fault.check.Verdict;

/** What the harness noticed of each mutant, and that it noticed nothing of the product as it is. */
public final class MutantReport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXAMPLES = 3;
  private static final String CONTROL = "none";

  private final long seed;
  private final List<Row> rows;

  MutantReport(long seed, List<Row> rows) {
    this.seed = seed;
    this.rows = List.copyOf(rows);
  }

  /**
   * One trial.
   *
   * @param name the mutant's, {@value #CONTROL} for the product as it is
   * @param mistake what it does wrong
   * @param counts how many findings of each kind there are; kinds without any are not in it
   * @param examples some of them, in words
   * @param unproven why the trial says nothing: of a mutant, that what was found need not come from
   *     its mistake; of the product, that too little succeeded
   */
  record Row(
      String name,
      String mistake,
      Map<Verdict, Long> counts,
      List<String> examples,
      List<String> unproven) {

    Row {
      counts = Map.copyOf(counts);
      examples = List.copyOf(examples);
      unproven = List.copyOf(unproven);
    }

    static Row control(List<Finding> findings, List<String> unproven) {
      return row(
          CONTROL, "the product as it is, under the faults of all of them", findings, unproven);
    }

    static Row of(Mutant mutant, List<Finding> findings, List<String> unproven) {
      return row(mutant.label(), mutant.mistake(), findings, unproven);
    }

    private static Row row(
        String name, String mistake, List<Finding> findings, List<String> unproven) {
      return new Row(
          name,
          mistake,
          findings.stream().collect(Collectors.groupingBy(Finding::verdict, Collectors.counting())),
          findings.stream().limit(EXAMPLES).map(Finding::what).toList(),
          unproven);
    }

    boolean control() {
      return name.equals(CONTROL);
    }

    /** Whether something was found, and by its own mistake. */
    boolean caught() {
      return !counts.isEmpty() && unproven.isEmpty();
    }

    /** Whether it is as it has to be. */
    boolean good() {
      return control() ? counts.isEmpty() && unproven.isEmpty() : caught();
    }

    long sum() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Such as {@code lost 3, doubled 1}. */
    String by() {
      if (counts.isEmpty()) {
        return "nothing";
      }
      Map<Verdict, Long> ordered = new EnumMap<>(counts);
      return ordered.entrySet().stream()
          .map(count -> word(count.getKey()) + " " + count.getValue())
          .collect(Collectors.joining(", "));
    }

    String line() {
      return String.format(Locale.ROOT, "%-26s | %-44s | %5d", name, by(), sum());
    }
  }

  /** Words of its own: those of a trial's summary stand for the product alone. */
  static String word(Verdict verdict) {
    return switch (verdict) {
      case ACKNOWLEDGED_LOST -> "lost";
      case DUPLICATES_APPLIED -> "doubled";
      case ORDER_VIOLATIONS -> "out of order";
      case GAPS -> "holes";
      case FALSE_ALLOW -> "wrongly allowed";
    };
  }

  /** Whether every mutant was caught, and nothing in the product as it is. */
  public boolean good() {
    return rows.stream().allMatch(Row::good);
  }

  /** The table and the last line, as they are printed. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%-26s | %-44s | %5s", "mutant", "caught by", "n"));
    rows.forEach(row -> lines.add(row.line()));
    rows.stream()
        .filter(Row::control)
        .flatMap(row -> row.examples().stream())
        .map(example -> "without any mutant: " + example)
        .forEach(lines::add);
    for (Row row : rows) {
      row.unproven().forEach(why -> lines.add("not proven: " + row.name() + ": " + why));
    }
    long caught = rows.stream().filter(row -> !row.control() && row.caught()).count();
    lines.add("mutants caught %d of %d".formatted(caught, rows.size() - 1));
    return lines;
  }

  void write(Path folder) throws IOException {
    ObjectNode report = JSON.createObjectNode().put("seed", seed).put("good", good());
    ArrayNode trials = report.putArray("trials");
    for (Row row : rows) {
      ObjectNode trial = trials.addObject().put("mutant", row.name()).put("mistake", row.mistake());
      ObjectNode counts = trial.putObject("caught_by");
      row.counts().forEach((verdict, count) -> counts.put(word(verdict), count));
      row.examples().forEach(trial.putArray("examples")::add);
      row.unproven().forEach(trial.putArray("unproven")::add);
    }
    Files.writeString(
        folder.resolve("mutants.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    Files.write(folder.resolve("mutants.md"), markdown());
  }

  private List<String> markdown() {
    List<String> lines = new ArrayList<>(List.of("# Mutants", "", "Seed " + seed + ".", ""));
    lines.add("| mutant | what it does wrong | caught by | n |");
    lines.add("|---|---|---|---|");
    rows.forEach(
        row ->
            lines.add(
                "| %s | %s | %s | %d |".formatted(row.name(), row.mistake(), row.by(), row.sum())));
    lines.add("");
    for (Row row : rows) {
      row.examples().forEach(example -> lines.add("- " + row.name() + ": " + example));
      row.unproven().forEach(why -> lines.add("- " + row.name() + ", not proven: " + why));
    }
    return lines;
  }
}
