package org.assay.benchmarks.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.load.Shots;
import org.assay.benchmarks.load.Target;
import org.assay.benchmarks.report.Comparison;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;

/** Reading a version by model and number, through the gateway beside straight from the service. */
public final class Reading implements Benchmark {

  private static final int MODELS = 64;
  private static final int VERSIONS = 1280;
  private static final int CLIENTS = 16;
  private static final double PER_SECOND = 300;

  @Override
  public String name() {
    return "read";
  }

  @Override
  public String summary() {
    return "Reading a version through the gateway beside reading it from the service";
  }

  @Override
  public Section run(Bench bench) {
    List<RegisteredVersion> versions = Population.of(bench, MODELS).registered(VERSIONS);
    Target gateway = bench.stack().gateway();
    Target service = bench.stack().registry();
    double rate = bench.settings().rates(PER_SECOND)[0];
    Duration length = bench.settings().length(4);
    WarmUp warmUp =
        WarmUp.of(
            bench,
            "/s",
            () ->
                bench
                    .generator()
                    .closedLoop(gateway, reads(bench, versions), CLIENTS, WarmUp.WINDOW)
                    .achievedPerSecond());
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= bench.settings().rounds(5); round++) {
      samples.add(closed(bench, "gateway", round, gateway, versions, length));
      samples.add(closed(bench, "direct", round, service, versions, length));
      samples.add(open(bench, "gateway at a fixed rate", round, gateway, versions, rate, length));
      samples.add(open(bench, "direct at a fixed rate", round, service, versions, rate, length));
    }
    return new Section(
        name(),
        summary(),
        List.of(
            """
            %d versions of %d models, read at random by model and number as the engineer. The service verifies the token \
            on both ways, the gateway once more. `gateway` and `direct` are %d clients in a closed loop, for the rate; \
            the others are %.0f a second in open loop, for the latency. %s\
            """
                .formatted(VERSIONS, MODELS, CLIENTS, rate, warmUp.note())),
        samples,
        List.of(
            Comparison.of(samples, "per_second", "gateway", "direct"),
            Comparison.of(samples, "p50_ms", "gateway at a fixed rate", "direct at a fixed rate"),
            Comparison.of(samples, "p99_ms", "gateway at a fixed rate", "direct at a fixed rate")),
        List.of());
  }

  private static Sample closed(
      Bench bench,
      String side,
      int round,
      Target target,
      List<RegisteredVersion> versions,
      Duration length) {
    Shots shots = reads(bench, versions);
    return bench.measured(
        side, round, () -> bench.generator().closedLoop(target, shots, CLIENTS, length));
  }

  private static Sample open(
      Bench bench,
      String side,
      int round,
      Target target,
      List<RegisteredVersion> versions,
      double rate,
      Duration length) {
    Shots shots = reads(bench, versions);
    return bench.measured(
        side, round, () -> bench.generator().openLoop(target, shots, rate, length));
  }

  /** Reads of versions at random, the same ones in each run. */
  static Shots reads(Bench bench, List<RegisteredVersion> versions) {
    String token = bench.stack().token("engineer");
    Random random = new Random(bench.settings().seed());
    return _ -> Shot.get(versions.get(random.nextInt(versions.size())).path(), token);
  }
}
