package org.assay.benchmarks.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assay.benchmarks.load.Knee;
import org.assay.benchmarks.load.LoadOutcome;
import org.assay.benchmarks.load.Shots;
import org.assay.benchmarks.report.Comparison;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;

/** Registering a version through the gateway beside pgbench running the same SQL. */
public final class Registration implements Benchmark {

  private static final int MODELS = 64;
  private static final int CLIENTS = 16;
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final int STEPS = 8;

  @Override
  public String name() {
    return "registration";
  }

  @Override
  public String summary() {
    return "Registering a version through the gateway beside pgbench running the same SQL";
  }

  @Override
  public Section run(Bench bench) {
    Population population = Population.of(bench, MODELS);
    SqlFloor floor = SqlFloor.of(bench, population);
    WarmUp warmUp =
        WarmUp.of(
            bench, "/s", () -> closedLoop(bench, population, WarmUp.WINDOW).achievedPerSecond());
    floor.measured(0, CLIENTS, Duration.ofSeconds(3));
    List<Sample> samples = new ArrayList<>();
    List<Double> drains = new ArrayList<>();
    Duration length = bench.settings().length(8);
    Backlog.awaitNone(bench);
    for (int round = 1; round <= bench.settings().rounds(5); round++) {
      bench.stack().database().checkpoint();
      samples.add(bench.measured("gateway", round, () -> closedLoop(bench, population, length)));
      drains.add(Backlog.awaitNone(bench));
      bench.stack().database().checkpoint();
      samples.add(floor.measured(round, CLIENTS, length));
    }
    Comparison comparison = Comparison.of(samples, "per_second", "gateway", "pgbench");
    Knee knee = knee(bench, population, comparison.ofLeft().median(), samples);
    if (knee.perSecond() > 0) {
      Backlog.awaitNone(bench);
      samples.add(
          bench.measured(
              "gateway at half the knee",
              1,
              () -> openLoop(bench, population, knee.perSecond() / 2, length)));
    }
    return new Section(
        name(),
        summary(),
        notes(warmUp, floor, knee, comparison.ofRight(), Spread.of(drains)),
        samples,
        List.of(comparison),
        List.of(
            Goal.atLeast(
                "registration: gateway over pgbench", comparison.ratio().median(), 0.33, ""),
            Goal.atMost(
                "registration: refused in a run",
                Spread.of(Sample.figures(samples, "gateway", "failed")).most(),
                0,
                "")));
  }

  private static LoadOutcome closedLoop(Bench bench, Population population, Duration length) {
    Shots fresh = population.registrations();
    return bench.generator().closedLoop(bench.stack().gateway(), fresh, CLIENTS, length);
  }

  private static LoadOutcome openLoop(
      Bench bench, Population population, double perSecond, Duration length) {
    Shots fresh = population.registrations();
    return bench.generator().openLoop(bench.stack().gateway(), fresh, perSecond, length);
  }

  private static Knee knee(
      Bench bench, Population population, double closed, List<Sample> samples) {
    bench.tell("looking for the knee in open loop");
    return Knee.search(
        rate -> {
          Backlog.awaitNone(bench);
          Bench.Measured step =
              bench.run(
                  "gateway, step",
                  (int) Math.round(rate),
                  () -> openLoop(bench, population, rate, STEP));
          samples.add(step.sample());
          return step.outcome();
        },
        0.5 * closed,
        0.1 * closed,
        STEPS);
  }

  private static List<String> notes(
      WarmUp warmUp, SqlFloor floor, Knee knee, Spread pgbench, Spread drains) {
    return List.of(
        """
        %d clients on each side, each with its next request when its last is answered; one project of %d models, chosen \
        at random; new bytes by one author. A checkpoint before each run. pgbench starts when all that the gateway's run set \
        going is done: numbered, produced and taken in by review-service, which took %.1f s (%.1f to %.1f) after the run, so \
        the rate is one of registering, not one that the readers keep up with. %s\
        """
            .formatted(
                CLIENTS, MODELS, drains.median(), drains.least(), drains.most(), warmUp.note()),
        """
        A registration is %d statements in one transaction, counting BEGIN and COMMIT; %d of them only read. They were \
        taken from the server's own log of one registration. pgbench sends the same as prepared statements to a copy of \
        the registry's database on the same server, fsync on. What pgbench does not do: HTTP, tokens, rules, JSON, \
        numbering events, producing them, and another service that follows; and it has the two cores almost to itself.\
        """
            .formatted(floor.statements(), floor.reads()),
        """
        The knee is the highest rate in open loop that is kept up, with nothing refused and p99 at most ten times p50, each step on a stack at rest: %s. \
        Steps: %s.\
        """
            .formatted(
                knee.perSecond() == 0
                    ? "below the first step"
                    : String.format(
                        Locale.ROOT,
                        "%.0f/s, %.2f of pgbench's rate",
                        knee.perSecond(),
                        knee.perSecond() / pgbench.median()),
                knee.steps().stream()
                    .map(
                        step ->
                            String.format(
                                Locale.ROOT,
                                "%.0f/s %s",
                                step.offered(),
                                step.sustained() ? "kept" : "not kept"))
                    .collect(Collectors.joining(", "))));
  }
}
