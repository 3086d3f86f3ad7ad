package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Short commands of the machine, run to their end. */
final class Commands {

  private Commands() {}

  /** Runs it and gives its exit code and what it printed; a thread that is interrupted ends it. */
  static Outcome run(List<String> command) {
    try {
      // Into a file and not a pipe: waiting for a process can be interrupted, reading from it
      // cannot.
      Path printed = Files.createTempFile("assay-", ".out");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(Path.of("/").toFile()); // another user may not be able to enter ours
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(printed.toFile());
        return new Outcome(codeOf(builder.start()), Files.readString(printed));
      } finally {
        Files.delete(printed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  private static int codeOf(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      process.onExit().join();
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }

  /**
   * Runs it.
   *
   * @throws PartFailed with what it printed if it did not end well
   */
  static void require(String what, List<String> command) {
    Outcome outcome = run(command);
    if (outcome.code() != 0) {
      throw new PartFailed(
          what + " failed (exit code " + outcome.code() + "):\n" + outcome.output());
    }
  }

  record Outcome(int code, String output) {}
}
