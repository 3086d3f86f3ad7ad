package org.assay.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assay.benchmarks.load.Shots;
import org.assay.benchmarks.load.Target;
import org.assay.benchmarks.peer.Nginx;
import org.assay.benchmarks.report.Comparison;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;

/** What the gateway adds to a read beside what nginx adds in front of the same service. */
public final class GatewayOverhead implements Benchmark {

  private static final int MODELS = 64;
  private static final int VERSIONS = 1280;
  private static final double WARM_UP_PER_SECOND = 500;
  private static final List<String> FIGURES = List.of("p50_ms", "p99_ms");

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String summary() {
    return "What the gateway adds to a read beside what nginx adds, at 100, 500 and 1000 a second";
  }

  @Override
  public Section run(Bench bench) {
    List<RegisteredVersion> versions = Population.of(bench, MODELS).registered(VERSIONS);
    double[] rates = bench.settings().rates(100, 500, 1000);
    Target gateway = bench.stack().gateway();
    WarmUp warmUp =
        WarmUp.of(
            bench,
            " ms",
            () ->
                bench
                    .generator()
                    .openLoop(
                        gateway, Reading.reads(bench, versions), WARM_UP_PER_SECOND, WarmUp.WINDOW)
                    .millisAt(50));
    List<Sample> samples = new ArrayList<>();
    try (Nginx nginx = Nginx.start(bench.folder().resolve("nginx"), bench.stack().registry());
        Bench.Watched _ = bench.watching("nginx", nginx.pid())) {
      Map<String, Target> sides = new LinkedHashMap<>();
      sides.put("direct", bench.stack().registry());
      sides.put("nginx", nginx.target());
      sides.put("gateway", gateway);
      for (int round = 1; round <= bench.settings().rounds(3); round++) {
        for (double rate : rates) {
          samples.addAll(turn(bench, sides, versions, rate, round));
        }
      }
    }
    return section(warmUp, samples, rates);
  }

  private static List<Sample> turn(
      Bench bench,
      Map<String, Target> sides,
      List<RegisteredVersion> versions,
      double rate,
      int round) {
    List<Map.Entry<String, Target>> order = new ArrayList<>(sides.entrySet());
    Collections.rotate(order, round);
    Map<String, Sample> runs = new LinkedHashMap<>();
    for (Map.Entry<String, Target> side : order) {
      Shots shots = Reading.reads(bench, versions);
      runs.put(
          side.getKey(),
          bench.measured(
              side(side.getKey(), rate),
              round,
              () ->
                  bench
                      .generator()
                      .openLoop(side.getValue(), shots, rate, bench.settings().length(5))));
    }
    List<Sample> samples = new ArrayList<>(runs.values());
    Sample direct = Objects.requireNonNull(runs.get("direct"));
    for (String through : List.of("nginx", "gateway")) {
      samples.add(added(through, rate, Objects.requireNonNull(runs.get(through)), direct));
    }
    return samples;
  }

  private static Sample added(String side, double rate, Sample through, Sample direct) {
    Map<String, Double> figures = new LinkedHashMap<>();
    FIGURES.forEach(name -> figures.put(name, through.figure(name) - direct.figure(name)));
    return new Sample(addedSide(side, rate), through.round(), figures, Map.of(), Map.of(), "");
  }

  private static String side(String side, double rate) {
    return side + ", " + Math.round(rate) + "/s";
  }

  private static String addedSide(String side, double rate) {
    return "added by " + side(side, rate);
  }

  private Section section(WarmUp warmUp, List<Sample> samples, double[] rates) {
    List<Comparison> comparisons = new ArrayList<>();
    List<Goal> goals = new ArrayList<>();
    for (double rate : rates) {
      double failed = Spread.of(Sample.figures(samples, side("gateway", rate), "failed")).most();
      goals.add(Goal.atMost(side("gateway", rate) + ", failed in a run", failed, 0, ""));
      for (String figure : FIGURES) {
        Comparison added =
            Comparison.of(samples, figure, addedSide("gateway", rate), addedSide("nginx", rate));
        comparisons.add(added);
        goals.add(
            Goal.atMost(
                "added by the gateway, "
                    + figure.replace("_ms", "")
                    + " at "
                    + Math.round(rate)
                    + "/s, and twice what nginx adds",
                added.ofLeft().median(),
                2 * Math.max(0, added.ofRight().median()),
                "ms"));
      }
    }
    return new Section(
        name(),
        summary(),
        List.of(
            """
            The same reads of a version in open loop: straight to the service, through nginx, through the gateway. \
            `added` is the difference to the straight way of the same round and rate; the goals take the medians of \
            these, and where nginx adds nothing that can be told from noise, they are missed: look at the milliseconds. \
            Each round begins with another side. Where requests failed, the \
            times are those of the others alone. %s\
            """
                .formatted(warmUp.note()),
            """
            nginx runs as a process of ours with a worker a core, kept connections to the service and no access log. It \
            verifies no token, limits no caller, checks no path or header, breaks no circuit, and sets no request id or \
            security headers; the gateway does all of these.\
            """),
        samples,
        comparisons,
        goals);
  }
}
