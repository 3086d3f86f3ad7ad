package org.assay.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * Memory that a process and its descendants keep resident, in MiB. Those that end meanwhile count
 * nothing. Source: proc(5), {@code VmRSS} and {@code VmHWM} of {@code /proc/PID/status}.
 */
public final class ResidentMemory {

  private static final String NOW = "VmRSS:";
  private static final String PEAK = "VmHWM:";
  private static final double KIBIBYTES_PER_MEBIBYTE = 1024;

  private ResidentMemory() {}

  /** What they keep at present. */
  public static double now(long pid) {
    return sum(pid, NOW);
  }

  /** The sum of the most that each kept since it began, or since {@link #forgetPeak}. */
  public static double peak(long pid) {
    return sum(pid, PEAK);
  }

  /** Lets each one's peak begin anew at what it keeps at present ({@code clear_refs}, 5). */
  public static void forgetPeak(long pid) {
    all(pid)
        .forEach(
            one -> {
              try {
                Files.writeString(file(one, "clear_refs"), "5");
              } catch (IOException e) {
                if (ProcessHandle.of(one).isPresent()) {
                  throw new UncheckedIOException(e);
                }
              }
            });
  }

  private static double sum(long pid, String field) {
    return all(pid).mapToDouble(one -> field(one, field)).sum();
  }

  private static LongStream all(long pid) {
    return ProcessHandle.of(pid).stream()
        .mapToLong(ProcessHandle::pid)
        .flatMap(
            own ->
                LongStream.concat(
                    LongStream.of(own),
                    ProcessHandle.of(own).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(ProcessHandle::pid)));
  }

  private static double field(long pid, String name) {
    try {
      return Files.readAllLines(file(pid, "status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE)
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }

  private static Path file(long pid, String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
