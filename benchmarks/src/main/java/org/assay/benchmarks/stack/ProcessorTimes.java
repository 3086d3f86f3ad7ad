package org.assay.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time that processes have used until now, by name. A process counts with its children,
 * those that ended too. Source: proc(5), fields 14 to 17 of {@code /proc/PID/stat}.
 *
 * @param nanos when it was read
 * @param ticks by name of the process
 */
public record ProcessorTimes(long nanos, Map<String, Long> ticks) {

  /** Linux counts in hundredths of a second, whatever its own clock's rate is. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER = 11; // counted from the field after the name
  private static final int CHILDREN_SYSTEM = 14;

  /**
   * Reads it for these processes, one that is gone counting 0, and for this one as {@code
   * generator}: with its children that ended, such as a peer's load, but without those that run,
   * which are the stack.
   */
  public static ProcessorTimes of(Map<String, Long> pids) {
    Map<String, Long> ticks = new LinkedHashMap<>();
    pids.forEach((name, pid) -> ticks.put(name, used(pid)));
    ticks.put("generator", ofOne(ProcessHandle.current().pid()));
    return new ProcessorTimes(System.nanoTime(), ticks);
  }

  /** What was used from then until this, in percent of one core. */
  public Map<String, Double> percentSince(ProcessorTimes then) {
    double seconds = (nanos - then.nanos) / 1e9;
    Map<String, Double> percent = new LinkedHashMap<>();
    ticks.forEach(
        (name, now) -> {
          long before = then.ticks.getOrDefault(name, 0L);
          percent.put(name, 100 * (now - before) / TICKS_PER_SECOND / seconds);
        });
    return percent;
  }

  private static long used(long pid) {
    return ofOne(pid)
        + ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .mapToLong(child -> used(child.pid()))
            .sum();
  }

  private static long ofOne(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name stands in brackets and may hold anything, brackets and blanks too.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long sum = 0;
      for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
        sum += Long.parseLong(fields[field]);
      }
      return sum;
    } catch (IOException _) {
      return 0;
    }
  }
}
