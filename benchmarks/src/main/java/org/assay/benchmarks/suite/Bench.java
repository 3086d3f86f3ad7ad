package org.assay.benchmarks.suite;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.assay.benchmarks.load.Generator;
import org.assay.benchmarks.load.LoadOutcome;
import org.assay.benchmarks.load.PauseControl;
import org.assay.benchmarks.load.Replies;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.stack.LoadedStack;
import org.assay.benchmarks.stack.ProcessorTimes;
import org.jspecify.annotations.Nullable;

/** What the benchmarks of one call share: settings, generator and, once one asks, the stack. */
public final class Bench implements AutoCloseable {

  private static final int CONNECTIONS = 256;
  private static final double CONTROL_PER_SECOND = 200;
  private static final int CONTROLS = 3;
  private static final List<String> EVERY_SERVICE =
      List.of("/api/v1/projects", "/api/v1/models", "/api/v1/reviews");
  private static final int CALM_ANSWERS = 5;
  private static final double CALM_MILLIS = 500;
  private static final Duration CALM = Duration.ofSeconds(60);

  private final Settings settings;
  private final Path folder;
  private final Consumer<String> progress;
  private @Nullable Generator generator;
  private @Nullable LoadedStack stack;
  private @Nullable PauseControl control;
  private final Map<String, Long> peers = new LinkedHashMap<>();
  private int populations;

  /**
   * For one call.
   *
   * @param folder where the stack and the peers keep their files
   * @param progress is told of each step
   */
  public Bench(Settings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  Settings settings() {
    return settings;
  }

  Path folder() {
    return folder;
  }

  void tell(String line) {
    progress.accept(line);
  }

  /** The key of a project that no other benchmark of this call has. */
  String freshProject() {
    populations++;
    return "bench-" + populations;
  }

  Generator generator() {
    if (generator == null) {
      generator = new Generator(CONNECTIONS);
    }
    return generator;
  }

  /** The stack; its first use starts it and tries the generator on it. */
  LoadedStack stack() {
    if (stack == null) {
      progress.accept("starting a stack of the benchmarks' own");
      stack = LoadedStack.start(folder.resolve("stack"), line -> progress.accept("  " + line));
      control = tried(stack);
    }
    return stack;
  }

  /** Ends the stack, so that another can be measured. */
  void endStack() {
    if (stack != null) {
      stack.close();
      stack = null;
    }
  }

  /**
   * Waits until every service answers through the gateway again, several times in a row: a run that
   * asked for too much leaves queues behind, and circuits that the gateway has opened.
   */
  void awaitCalm() {
    String token = stack().token("lead");
    long end = System.nanoTime() + CALM.toNanos();
    int calm = 0;
    while (calm < CALM_ANSWERS) {
      LoadOutcome outcome =
          generator()
              .all(
                  stack().gateway(),
                  i -> Shot.get(EVERY_SERVICE.get(i), token),
                  EVERY_SERVICE.size(),
                  1,
                  Replies.ignored());
      calm = outcome.failed() == 0 && outcome.mostMillis() < CALM_MILLIS ? calm + 1 : 0;
      if (calm == 0 && System.nanoTime() > end) {
        throw new IllegalStateException(
            "the services do not come to rest, the last answers were " + outcome.statuses());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** What the stack, the peers that are watched and this process have used of the processors. */
  ProcessorTimes processorTimes() {
    Map<String, Long> pids = new LinkedHashMap<>(stack().pids());
    pids.putAll(peers);
    return ProcessorTimes.of(pids);
  }

  /** Counts a peer's processor time too, until this is closed. */
  Watched watching(String name, long pid) {
    peers.put(name, pid);
    return () -> peers.remove(name);
  }

  /** The time while a peer's processor time is counted. */
  interface Watched extends AutoCloseable {

    @Override
    void close();
  }

  /** How the generator did under a pause; absent while no load was sent. */
  public @Nullable PauseControl control() {
    return control;
  }

  private PauseControl tried(LoadedStack loaded) {
    progress.accept("control: does the generator show a pause of one second?");
    String token = loaded.token("lead");
    Supplier<LoadOutcome> load =
        () ->
            generator()
                .openLoop(
                    loaded.registry(),
                    _ -> Shot.get("/api/v1/models", token),
                    CONTROL_PER_SECOND,
                    PauseControl.LENGTH);
    LoadOutcome cold = load.get();
    progress.accept("  warmed up: " + Math.round(cold.achievedPerSecond()) + "/s");
    PauseControl found = PauseControl.of(loaded.pid("model-registry-service"), load);
    for (int more = 0; more < CONTROLS && !found.undisturbed(); more++) {
      progress.accept("  the service was slow without the pause, so once more");
      found = PauseControl.of(loaded.pid("model-registry-service"), load);
    }
    if (!found.accepted()) {
      throw new GeneratorRejected(found);
    }
    return found;
  }

  /** Runs a load and notes what it and the processors did. */
  Sample measured(String side, int round, Supplier<LoadOutcome> load) {
    return run(side, round, load).sample();
  }

  /** A load and its figures. */
  record Measured(LoadOutcome outcome, Sample sample) {}

  /** As {@link #measured}, for who needs what came of the load too. */
  Measured run(String side, int round, Supplier<LoadOutcome> load) {
    ProcessorTimes before = processorTimes();
    LoadOutcome outcome = load.get();
    Map<String, Double> percent = processorTimes().percentSince(before);
    Sample sample =
        new Sample(
            side, round, figures(outcome), percent, outcome.statuses(), encoded(outcome.latency()));
    progress.accept(
        "  %s, round %d: %.0f/s, p50 %.2f ms, p99 %.2f ms, most %.1f ms, %d failed"
            .formatted(
                side,
                round,
                outcome.achievedPerSecond(),
                outcome.millisAt(50),
                outcome.millisAt(99),
                outcome.mostMillis(),
                outcome.failed()));
    if (outcome.failed() > 0) {
      awaitCalm();
    }
    return new Measured(outcome, sample);
  }

  private static Map<String, Double> figures(LoadOutcome outcome) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("offered_per_second", outcome.offeredPerSecond());
    figures.put("per_second", outcome.achievedPerSecond());
    figures.put("p50_ms", outcome.millisAt(50));
    figures.put("p90_ms", outcome.millisAt(90));
    figures.put("p99_ms", outcome.millisAt(99));
    figures.put("p999_ms", outcome.millisAt(99.9));
    figures.put("most_ms", outcome.mostMillis());
    figures.put("failed", (double) outcome.failed());
    if (outcome.lag().getTotalCount() > 0) {
      figures.put("send_lag_p99_ms", outcome.lag().getValueAtPercentile(99) / 1000.0);
    }
    return figures;
  }

  static String encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  @Override
  public void close() {
    endStack();
    if (generator != null) {
      generator.close();
    }
  }

  /** Thrown where a pause does not show: no figure of such a generator may be believed. */
  public static final class GeneratorRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient PauseControl control;

    GeneratorRejected(PauseControl control) {
      super(
          "generator rejected: a pause of one second shows as p99 %.1f ms and %.1f ms at most"
              .formatted(control.p99Millis(), control.mostMillis()));
      this.control = control;
    }

    /** What was seen. */
    public PauseControl control() {
      return control;
    }
  }
}
