package org.assay.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.assay.benchmarks.load.Transfer;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.stack.ProcessorTimes;
import org.assay.benchmarks.stack.ResidentMemory;

/** A file of 1 GiB that goes through a side and comes back: the time and the memory it takes. */
final class LargeFile {

  static final String SECONDS = "seconds";
  static final String PEAK = "peak_mib";
  static final String GROWN = "grown_mib";

  /** What is done with it. */
  static final List<String> ACTS = List.of("upload 1 GiB", "download 1 GiB");

  private static final long SIZE = 1L << 30;
  private static final double MEBIBYTE = 1 << 20;

  private final Bench bench;
  private final Transfer transfer;

  LargeFile(Bench bench, Transfer transfer) {
    this.bench = bench;
    this.transfer = transfer;
  }

  /** Sends one that no other round sends, fetches it, and removes it. */
  List<Sample> turn(MlflowSide side, int round) {
    long seed = bench.settings().seed() + round;
    List<Sample> samples = new ArrayList<>();
    samples.add(timed(side, ACTS.getFirst(), round, () -> transfer.send(side.file(seed, SIZE))));
    samples.add(timed(side, ACTS.getLast(), round, () -> transfer.fetch(side.file(seed, SIZE))));
    transfer.remove(side.file(seed, SIZE));
    return samples;
  }

  /** How a side is called in the report. */
  static String side(String name, String act) {
    return name + ", " + act;
  }

  private Sample timed(MlflowSide side, String what, int round, DoubleSupplier act) {
    side.pids().forEach(ResidentMemory::forgetPeak);
    double before = side.pids().stream().mapToDouble(ResidentMemory::now).sum();
    ProcessorTimes then = bench.processorTimes();
    double seconds = act.getAsDouble();
    Map<String, Double> percent = bench.processorTimes().percentSince(then);
    double peak = side.pids().stream().mapToDouble(ResidentMemory::peak).sum();
    bench.tell(
        String.format(
            Locale.ROOT,
            "  %s, %s, round %d: %.1f s, peak %.0f MiB, %.0f more than before",
            side.name(),
            what,
            round,
            seconds,
            peak,
            peak - before));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(SECONDS, seconds);
    figures.put("mib_per_second", SIZE / MEBIBYTE / seconds);
    figures.put(PEAK, peak);
    figures.put(GROWN, peak - before);
    return new Sample(side(side.name(), what), round, figures, percent, Map.of(), "");
  }
}
