package org.assay.benchmarks.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.assay.benchmarks.report.Comparison;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;
import org.assay.benchmarks.stack.ResidentMemory;
import org.assay.local.LocalStack;
import org.assay.local.Overrides;
import org.assay.local.Part;
import org.assay.local.StackPorts;

/** How long each service takes to be ready, and what it holds of memory when nothing is asked. */
public final class StartUpAndMemory implements Benchmark {

  private static final String WHOLE = "whole stack";
  private static final List<String> SERVICES =
      List.of("project-service", "model-registry-service", "review-service", "gateway");
  private static final String PLAINLY = ", without its start cache";
  private static final long REST_SECONDS = 10;

  /** An option that changes nothing, but for which no start cache was made. */
  private static final Overrides PLAIN = new Overrides(Map.of(), List.of("-XX:AOTMode=off"));

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String summary() {
    return "Start to ready, and resident memory at rest, of each service and of the whole stack";
  }

  @Override
  public Section run(Bench bench) {
    bench.endStack();
    Path home = bench.folder().resolve("startup");
    AtomicBoolean plain = new AtomicBoolean();
    LocalStack stack =
        LocalStack.of(StackPorts.free(), home, _ -> plain.get() ? PLAIN : Overrides.none());
    stack.wipe();
    Thread end = new Thread(stack::stop);
    Runtime.getRuntime().addShutdownHook(end);
    List<Sample> samples = new ArrayList<>();
    try {
      bench.tell("making the start caches that are not there yet");
      stack.prepare(line -> bench.tell("  " + line));
      bench.tell("first start, which makes the data and is not measured");
      stack.start(_ -> {});
      for (int round = 1; round <= bench.settings().rounds(3); round++) {
        stack.stop();
        samples.add(whole(bench, stack, round));
        for (String service : SERVICES) {
          Part part = stack.process(service);
          double memory = resident(part);
          plain.set(true);
          samples.add(one(bench, part, service + PLAINLY, round));
          plain.set(false);
          Sample cached = one(bench, part, service, round);
          samples.add(withMemory(cached, memory));
        }
      }
    } finally {
      stack.stop();
      Runtime.getRuntime().removeShutdownHook(end);
    }
    return section(samples);
  }

  private Section section(List<Sample> samples) {
    List<Goal> goals = new ArrayList<>();
    for (String service : SERVICES) {
      double memory = Spread.of(Sample.figures(samples, service, "resident_mib")).median();
      goals.add(Goal.atMost(service + ", resident at rest", memory, 300, "MiB"));
    }
    double up = Spread.of(Sample.figures(samples, WHOLE, "ready_s")).median();
    goals.add(Goal.atMost("whole stack, start to ready", up, 40, "s"));
    return new Section(
        name(),
        summary(),
        List.of(
            """
            With the options of ./assay up, data from an earlier start, files in the page cache. A service is started by \
            itself, the rest running, and timed from the making of its process to its first ready answer, asked for every \
            20 ms. The whole stack starts its parts side by side as ./assay up does. Memory is VmRSS, read %d s after the \
            whole was ready and before the services were started one by one. Each service is started twice a round: \
            with the start cache (the JDK's ahead-of-time cache) that ./assay prepare makes, and without it.\
            """
                .formatted(REST_SECONDS)),
        samples,
        SERVICES.stream()
            .map(service -> Comparison.of(samples, "ready_s", service, service + PLAINLY))
            .toList(),
        goals);
  }

  private static Sample whole(Bench bench, LocalStack stack, int round) {
    long start = System.nanoTime();
    stack.start(_ -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    // At rest means that what a start sets going has come to its end.
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(REST_SECONDS));
    double memory = stack.parts().stream().mapToDouble(StartUpAndMemory::resident).sum();
    bench.tell(
        String.format(Locale.ROOT, "  %s: ready after %.1f s, %.0f MiB", WHOLE, seconds, memory));
    return sample(WHOLE, round, seconds, memory);
  }

  private static Sample one(Bench bench, Part part, String side, int round) {
    part.stop();
    long start = System.nanoTime();
    part.start();
    double seconds = (System.nanoTime() - start) / 1e9;
    bench.tell(String.format(Locale.ROOT, "  %s: ready after %.2f s", side, seconds));
    return new Sample(side, round, Map.of("ready_s", seconds), Map.of(), Map.of(), "");
  }

  private static Sample withMemory(Sample sample, double resident) {
    return sample(sample.side(), sample.round(), sample.figure("ready_s"), resident);
  }

  private static Sample sample(String side, int round, double seconds, double memory) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("ready_s", seconds);
    figures.put("resident_mib", memory);
    return new Sample(side, round, figures, Map.of(), Map.of(), "");
  }

  private static double resident(Part part) {
    return ResidentMemory.now(part.pid().orElseThrow());
  }
}
