package org.assay.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assay.benchmarks.load.PauseControl;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Report;
import org.assay.benchmarks.report.ReportFiles;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.suite.Bench;
import org.assay.benchmarks.suite.Benchmark;
import org.assay.benchmarks.suite.DecisionsAtScale;
import org.assay.benchmarks.suite.EvaluationSideBySide;
import org.assay.benchmarks.suite.GateDecisions;
import org.assay.benchmarks.suite.GatewayOverhead;
import org.assay.benchmarks.suite.MlflowSideBySide;
import org.assay.benchmarks.suite.Reading;
import org.assay.benchmarks.suite.Registration;
import org.assay.benchmarks.suite.SearchAtScale;
import org.assay.benchmarks.suite.Settings;
import org.assay.benchmarks.suite.StartUpAndMemory;
import org.assay.benchmarks.suite.SubmissionToOpen;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./assay bench}.
 *
 * <p>Exit codes: 0 measured, whether or not a goal was met; 1 something could not be measured, or
 * the generator was rejected; 2 not understood.
 */
public final class BenchCli {

  private static final int FAILED = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final Path FOLDER = Path.of("benchmarks", "target");

  private static final List<Benchmark> ALL =
      List.of(
          new Registration(),
          new Reading(),
          new GatewayOverhead(),
          new GateDecisions(),
          new SubmissionToOpen(),
          new MlflowSideBySide(),
          new SearchAtScale(),
          new DecisionsAtScale(),
          new EvaluationSideBySide(),
          new StartUpAndMemory());

  private final PrintStream out;
  private final PrintStream err;

  private BenchCli(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs and exits with its code. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out, err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    BenchCli cli = new BenchCli(out, err);
    if (arguments.isEmpty() || arguments.contains("--list")) {
      return cli.list();
    }
    if (arguments.contains("--help") || arguments.contains("help")) {
      return cli.help();
    }
    try {
      return cli.measure(
          chosen(arguments.getFirst()), settings(arguments.subList(1, arguments.size())));
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + ". ./assay bench --help says more.");
      return NOT_UNDERSTOOD;
    }
  }

  private int list() {
    for (Benchmark benchmark : ALL) {
      out.printf("%-14s %s%n", benchmark.name(), benchmark.summary());
    }
    out.printf("%-14s %s%n", "all", "All of these, in about two hours");
    return 0;
  }

  private int help() {
    out.print(
        """
        ./assay bench                      lists the benchmarks
        ./assay bench NAME [options]       runs one, on a stack of its own that it ends
        ./assay bench all [options]        runs all of them

          --seconds N   length of each measured run, 1 to 120
          --rounds N    how often the sides of a comparison take turns, 1 to 50
          --rate N      the one rate, a second, of benchmarks that send at fixed rates
          --rows N      rows of the largest table of `evaluation`; 10,000,000 if not given
          --seed N      of the random choices; 1 if not given

        The report is written to benchmarks/target/reports. Measure on a machine that does nothing else.
        Exit codes: 0 measured, 1 something could not be measured or the generator was rejected, 2 not understood.
        """);
    return 0;
  }

  private int measure(List<Benchmark> benchmarks, Settings settings) {
    Instant started = Instant.now();
    List<Section> sections = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    Map<String, String> machine = Machine.facts();
    PauseControl control = null;
    try (Bench bench = new Bench(settings, FOLDER, line -> tell(started, line))) {
      for (Benchmark benchmark : benchmarks) {
        tell(started, benchmark.name() + ": " + benchmark.summary());
        Section section = run(benchmark, bench, failures);
        if (section != null) {
          sections.add(section);
        }
      }
      control = bench.control();
    } catch (Bench.GeneratorRejected e) {
      control = e.control();
      failures.put("generator", String.valueOf(e.getMessage()));
    }
    Report report = new Report(started, settings.seed(), machine, control, sections, failures);
    return tell(report, ReportFiles.write(report, FOLDER.resolve("reports")));
  }

  private static @Nullable Section run(
      Benchmark benchmark, Bench bench, Map<String, String> failures) {
    try {
      return benchmark.run(bench);
    } catch (Bench.GeneratorRejected e) {
      throw e;
    } catch (RuntimeException e) {
      failures.put(benchmark.name(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void tell(Instant started, String line) {
    long seconds = java.time.Duration.between(started, Instant.now()).toSeconds();
    out.printf("%3d:%02d  %s%n", seconds / 60, seconds % 60, line);
  }

  private int tell(Report report, Path file) {
    for (Section section : report.sections()) {
      for (Goal goal : section.goals()) {
        out.printf(
            Locale.ROOT,
            "%-6s  %s: %.3g %s (%s %.3g)%n",
            goal.met() ? "met" : "missed",
            goal.what(),
            goal.measured(),
            goal.unit(),
            goal.atLeast() ? "at least" : "at most",
            goal.limit());
      }
    }
    report.failures().forEach((name, why) -> err.println(name + ": " + why));
    out.println("The report is " + file);
    return report.failures().isEmpty() && report.believable() ? 0 : FAILED;
  }

  private static List<Benchmark> chosen(String name) {
    if (name.equals("all")) {
      return ALL;
    }
    return ALL.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .map(List::of)
        .orElseThrow(() -> new IllegalArgumentException("no benchmark '" + name + "'"));
  }

  private static Settings settings(List<String> options) {
    OptionalInt seconds = OptionalInt.empty();
    OptionalInt rounds = OptionalInt.empty();
    OptionalDouble rate = OptionalDouble.empty();
    OptionalLong rows = OptionalLong.empty();
    long seed = 1;
    for (int i = 0; i < options.size(); i += 2) {
      String option = options.get(i);
      String value = i + 1 < options.size() ? options.get(i + 1) : "";
      switch (option) {
        case "--seconds" -> seconds = OptionalInt.of((int) number(option, value, 120));
        case "--rounds" -> rounds = OptionalInt.of((int) number(option, value, 50));
        case "--rate" -> rate = OptionalDouble.of((double) number(option, value, 100_000));
        case "--rows" -> rows = OptionalLong.of(number(option, value, 100_000_000));
        case "--seed" -> seed = number(option, value, Long.MAX_VALUE);
        default -> throw new IllegalArgumentException("unknown option '" + option + "'");
      }
    }
    return new Settings(seconds, rounds, rate, rows, seed);
  }

  private static long number(String option, String value, long most) {
    if (value.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        option + " takes a number from 1 to " + most + ", not '" + value + "'");
  }
}
