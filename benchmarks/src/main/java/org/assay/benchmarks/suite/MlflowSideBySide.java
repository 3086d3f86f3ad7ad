package org.assay.benchmarks.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.assay.benchmarks.load.LoadOutcome;
import org.assay.benchmarks.load.Transfer;
import org.assay.benchmarks.peer.MlflowServer;
import org.assay.benchmarks.report.Comparison;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;

/** What MLflow's clients do, at Assay through its gateway beside MLflow's own server. */
public final class MlflowSideBySide implements Benchmark {

  private static final int CLIENTS = 16;
  private static final int LARGE_ROUNDS = 3;
  private static final Duration PEER_WARM_UP = Duration.ofSeconds(3);

  /** What a side may grow by while 1 GiB goes through it: its buffers, never the file. */
  private static final double FLAT_MEBIBYTES = 200;

  @Override
  public String name() {
    return "mlflow";
  }

  @Override
  public String summary() {
    return "What MLflow's clients do, at Assay through its gateway beside MLflow's own server";
  }

  @Override
  public Section run(Bench bench) {
    Population population = Population.of(bench, 0);
    try (MlflowServer server =
            MlflowServer.start(
                bench.folder().resolve("mlflow"), bench.stack().database(), bench::tell);
        Bench.Watched _ = bench.watching(MlflowSide.MLFLOW, server.pid());
        Transfer transfer = new Transfer()) {
      MlflowSide assay = MlflowSide.assay(bench, population);
      MlflowSide mlflow = MlflowSide.mlflow(bench, server);
      passed(mlflow, PEER_WARM_UP);
      Duration each = WarmUp.WINDOW.dividedBy(MlflowAct.values().length);
      WarmUp warmUp = WarmUp.of(bench, "/s", () -> passed(assay, each));
      Backlog.awaitNone(bench);
      List<Sample> samples = new ArrayList<>();
      int rounds = bench.settings().rounds(5);
      for (int round = 1; round <= rounds; round++) {
        for (MlflowAct act : MlflowAct.values()) {
          samples.addAll(turn(bench, inTurn(assay, mlflow, round), act, round));
        }
      }
      LargeFile large = new LargeFile(bench, transfer);
      for (int round = 1; round <= Math.min(LARGE_ROUNDS, rounds); round++) {
        for (MlflowSide side : inTurn(assay, mlflow, round)) {
          samples.addAll(large.turn(side, round));
          Backlog.awaitNone(bench);
        }
      }
      return section(server.version(), warmUp, samples);
    }
  }

  /** Each act for a time; how many of them a second, on average. */
  private static double passed(MlflowSide side, Duration each) {
    double sum = 0;
    for (MlflowAct act : MlflowAct.values()) {
      sum += side.load(act, CLIENTS, each).get().achievedPerSecond();
    }
    return sum / MlflowAct.values().length;
  }

  /** Each round begins with the other side. */
  private static List<MlflowSide> inTurn(MlflowSide assay, MlflowSide mlflow, int round) {
    List<MlflowSide> sides = new ArrayList<>(List.of(assay, mlflow));
    Collections.rotate(sides, round - 1);
    return sides;
  }

  private static List<Sample> turn(Bench bench, List<MlflowSide> sides, MlflowAct act, int round) {
    List<Sample> samples = new ArrayList<>();
    for (int clients : List.of(CLIENTS, 1)) {
      for (MlflowSide side : sides) {
        Supplier<LoadOutcome> load = side.load(act, clients, bench.settings().length(4));
        if (act.writes()) {
          bench.stack().database().checkpoint();
        }
        samples.add(bench.measured(side(side.name(), act, clients), round, load));
        if (act.writes()) {
          Backlog.awaitNone(bench);
        }
      }
    }
    return samples;
  }

  private static String side(String name, MlflowAct act, int clients) {
    return "%s, %s%s".formatted(name, act.words(), clients == 1 ? ", one client" : "");
  }

  private Section section(String version, WarmUp warmUp, List<Sample> samples) {
    List<Comparison> comparisons = new ArrayList<>();
    List<Goal> goals = new ArrayList<>();
    for (MlflowAct act : MlflowAct.values()) {
      Comparison rate = compared(samples, act, CLIENTS, "per_second");
      Comparison latency = compared(samples, act, 1, "p50_ms");
      comparisons.addAll(List.of(rate, latency));
      goals.add(
          Goal.atLeast(
              act.words() + ", rate over MLflow's", rate.ratio().median(), act.wanted(), ""));
      goals.add(Goal.atMost(act.words() + ", p50 over MLflow's", latency.ratio().median(), 1, ""));
      double failed = Spread.of(Sample.figures(samples, rate.left(), "failed")).most();
      goals.add(Goal.atMost(act.words() + ", failed in a run", failed, 0, ""));
    }
    for (String act : LargeFile.ACTS) {
      Comparison seconds = compared(samples, act, LargeFile.SECONDS);
      comparisons.addAll(List.of(seconds, compared(samples, act, LargeFile.PEAK)));
      goals.add(Goal.atMost(act + ", time over MLflow's", seconds.ratio().median(), 1, ""));
      double grown = Spread.of(Sample.figures(samples, seconds.left(), LargeFile.GROWN)).most();
      goals.add(Goal.atMost(act + ", memory that Assay grows by", grown, FLAT_MEBIBYTES, "MiB"));
    }
    return new Section(name(), summary(), notes(version, warmUp), samples, comparisons, goals);
  }

  private static Comparison compared(
      List<Sample> samples, MlflowAct act, int clients, String figure) {
    return Comparison.of(
        samples,
        figure,
        side(MlflowSide.ASSAY, act, clients),
        side(MlflowSide.MLFLOW, act, clients));
  }

  private static Comparison compared(List<Sample> samples, String act, String figure) {
    return Comparison.of(
        samples,
        figure,
        LargeFile.side(MlflowSide.ASSAY, act),
        LargeFile.side(MlflowSide.MLFLOW, act));
  }

  private static List<String> notes(String version, WarmUp warmUp) {
    return List.of(
        """
        Both sides get the same requests, written as MLflow's Python client writes them, and keep what they are told in \
        databases of the same PostgreSQL; one side is idle while the other is asked, and when Assay was written to, the \
        other one waits until its events are numbered, produced and taken in by review-service. Rates are of %d clients in \
        a closed loop, latencies of one. Each round begins with the other side, and a checkpoint is made before each run \
        that writes. %s\
        """
            .formatted(CLIENTS, warmUp.note()),
        """
        The peer is `mlflow server` %s with its defaults, four workers among them, and files through it onto the local \
        disk. It verifies no token and knows no rights, keeps no history, events, digests or frozen files, and does not \
        look at the folder that a version is made from; Assay's answers come through the gateway and do all of it. \
        Versions are made from a folder of five files each, of models and runs that take turns; Assay's folders are copies \
        of an uploaded one, made by SQL. Batches are of %d steps of %d metrics. Searches find the first %d of %d versions \
        with three tags each.\
        """
            .formatted(
                version,
                MlflowRequests.STEPS,
                MlflowRequests.POINTS / MlflowRequests.STEPS,
                MlflowSide.PAGE,
                MlflowSide.CATALOGUE),
        """
        The file of 1 GiB is sent in one body and fetched whole, its bytes made as they are sent and compared as they come. \
        Memory is the sum of VmHWM, begun anew before each: of gateway and model-registry-service, and of all processes of \
        MLflow's server.\
        """);
  }
}
