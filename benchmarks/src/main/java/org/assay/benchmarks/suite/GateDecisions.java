package org.assay.benchmarks.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assay.benchmarks.load.Generator;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;

/** The gate's answers at a fixed rate, ALLOW and DENY mixed. */
public final class GateDecisions implements Benchmark {

  private static final int MODELS = 300;
  private static final int VERSIONS = 3000;
  private static final double PER_SECOND = 1000;

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public String summary() {
    return "The gate's answers at 1000 a second through the gateway, ALLOW and DENY mixed";
  }

  @Override
  public Section run(Bench bench) {
    Population population = Population.of(bench, MODELS);
    List<RegisteredVersion> versions = population.registered(VERSIONS);
    List<RegisteredVersion> released = versions.subList(0, MODELS);
    new ReleasedVersions(bench, population).release(released);
    List<RegisteredVersion> denied = versions.subList(MODELS, VERSIONS);
    double rate = bench.settings().rates(PER_SECOND)[0];
    askOnce(bench, population, denied);
    WarmUp warmUp =
        WarmUp.of(
            bench,
            " ms",
            () -> measured(bench, released, denied, rate, WarmUp.WINDOW, 0).figure("p50_ms"));
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= bench.settings().rounds(5); round++) {
      samples.add(measured(bench, released, denied, rate, bench.settings().length(8), round));
    }
    return new Section(
        name(),
        summary(),
        List.of(
            """
            %d versions of %d models, the first of each released to production; each question is for a released or for \
            another version, one or the other by the toss of a seeded coin, and names its model. Each answer is checked: \
            `wrong_decisions` counts an ALLOW where DENY was due, and the reverse. Open loop, %.0f a second. Every \
            denial was asked for once before, for the first in an hour is also told in the event log. %s\
            """
                .formatted(VERSIONS, MODELS, rate, warmUp.note())),
        samples,
        List.of(),
        goals(samples, rate));
  }

  /** What is wanted of the samples that {@link #measured} took. */
  static List<Goal> goals(List<Sample> samples, double rate) {
    Spread p99 = Spread.of(Sample.figures(samples, "gate", "p99_ms"));
    Spread wrong = Spread.of(Sample.figures(samples, "gate", "wrong_decisions"));
    Spread failed = Spread.of(Sample.figures(samples, "gate", "failed"));
    return List.of(
        Goal.atMost("gate p99 at " + Math.round(rate) + "/s", p99.median(), 5, "ms"),
        Goal.atMost("gate, failed in a run", failed.most(), 0, ""),
        Goal.atMost("gate, wrong decisions in a run", wrong.most(), 0, ""));
  }

  /** A denial is told in the event log once an hour: this is that once, for every version. */
  static void askOnce(Bench bench, Population population, List<RegisteredVersion> denied) {
    String token = bench.stack().token("engineer");
    bench.tell("asking once for each version that is denied");
    population.all(denied.size(), i -> question(denied.get(i), token));
    Backlog.awaitNone(bench);
  }

  /** Asks for a time at a fixed rate, for released and for other versions by turns of a coin. */
  static Sample measured(
      Bench bench,
      List<RegisteredVersion> released,
      List<RegisteredVersion> denied,
      double rate,
      Duration length,
      int round) {
    String token = bench.stack().token("engineer");
    Random random = new Random(bench.settings().seed() + round);
    int count = (int) Math.round(rate * length.toNanos() / 1e9);
    boolean[] allow = new boolean[count];
    AtomicInteger wrong = new AtomicInteger();
    Sample sample =
        bench.measured(
            "gate",
            round,
            () ->
                bench
                    .generator()
                    .openLoop(
                        bench.stack().gateway(),
                        i -> {
                          allow[i] = random.nextBoolean();
                          List<RegisteredVersion> from = allow[i] ? released : denied;
                          return question(from.get(random.nextInt(from.size())), token);
                        },
                        rate,
                        length,
                        (index, status, body, _) -> {
                          if (status == 200
                              && allow[index]
                                  != body.toString().contains("\"decision\":\"ALLOW\"")) {
                            wrong.incrementAndGet();
                          }
                        },
                        new Generator.StartTime()));
    Map<String, Double> figures = new LinkedHashMap<>(sample.figures());
    figures.put("wrong_decisions", (double) wrong.get());
    return new Sample(
        sample.side(),
        round,
        figures,
        sample.processorPercent(),
        sample.statuses(),
        sample.histogram());
  }

  static Shot question(RegisteredVersion version, String token) {
    return Shot.get(
        "/api/v1/gate?digest="
            + version.digest()
            + "&environment=production&model="
            + version.model(),
        token);
  }
}
