package org.assay.verification.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assay.local.PartFailed;
import org.assay.verification.fault.failpoint.FailpointFault;
import org.assay.verification.fault.mutant.MutantsCli;

/**
 * {@code ./assay bench faults}: one trial; exit code 0 if it passed, 1 if not, 2 if not understood.
 */
public final class FaultsCli {

  private static final String USAGE =
      """
      ./assay bench faults [--cycles N | --kills N] [--seed N] [--rate PER_SECOND] [--fault F1,F3] [--outage SECONDS] [--home FOLDER]

        --cycles   how many faults are injected and healed (200; with --fault F2 each failpoint once)
        --kills    instead: so many cycles that this many of them are unclean ends, such as kill -9
        --seed     what arrivals, choices and the order of faults follow from (1)
        --rate     operations that begin a second (20)
        --fault    families of faults to draw from (F1,F2,F3,F4)
        --outage   how long a long outage lasts, in seconds (75)
        --home     folder of the installation and the report (verification/target/faults/SEED)

      ./assay bench faults --mutants [--mutant NAME] [--seed N] [--home FOLDER]

        tries the product with a mistake in it, one of a list after the other, each of which must be noticed
      """;

  private static final int CYCLES = 200;

  private static final Map<String, String> PRESET =
      Map.of(
          "--cycles",
          "",
          "--kills",
          "",
          "--seed",
          "1",
          "--rate",
          "20",
          "--fault",
          "",
          "--outage",
          "75",
          "--home",
          "");

  private FaultsCli() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (arguments.contains(MutantsCli.OPTION)) {
      return MutantsCli.run(arguments);
    }
    if (arguments.equals(List.of("--help"))) {
      System.out.print(USAGE);
      return 0;
    }
    TrialPlan plan;
    try {
      plan = plan(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + USAGE);
      return 2;
    }
    try {
      TrialReport report =
          Trial.run(plan, Installation.in(plan.home().resolve("home")), System.out::println);
      ReportFiles.summary(report).forEach(System.out::println);
      System.out.println("report: " + plan.home().resolve("report.md"));
      return report.passed() ? 0 : 1;
    } catch (PartFailed e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  static TrialPlan plan(List<String> arguments) {
    Map<String, String> options = new HashMap<>(PRESET);
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!PRESET.containsKey(arguments.get(i)) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException("not understood: " + arguments.get(i));
      }
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    long seed = Long.parseLong(option(options, "--seed"));
    Duration outage = Duration.ofSeconds(Long.parseLong(option(options, "--outage")));
    List<Fault> faults = Faults.select(Faults.all(outage), option(options, "--fault"));
    String home = option(options, "--home");
    TrialPlan standard =
        TrialPlan.standard(
            seed,
            cycles(options, faults, seed),
            faults,
            Path.of("verification", "target", "faults"));
    return new TrialPlan(
        seed,
        standard.cycles(),
        Double.parseDouble(option(options, "--rate")),
        faults,
        standard.mix(),
        standard.floor(),
        home.isEmpty() ? standard.home() : Path.of(home));
  }

  private static int cycles(Map<String, String> options, List<Fault> faults, long seed) {
    String asked = option(options, "--cycles");
    String kills = option(options, "--kills");
    if (!asked.isEmpty() && !kills.isEmpty()) {
      throw new IllegalArgumentException("either --cycles or --kills");
    }
    if (!kills.isEmpty()) {
      return Faults.cyclesForKills(faults, Integer.parseInt(kills), seed);
    }
    if (!asked.isEmpty()) {
      return Integer.parseInt(asked);
    }
    boolean failpoints = faults.stream().allMatch(FailpointFault.class::isInstance);
    return failpoints ? faults.size() : CYCLES;
  }

  private static String option(Map<String, String> options, String name) {
    return options.getOrDefault(name, "");
  }
}
