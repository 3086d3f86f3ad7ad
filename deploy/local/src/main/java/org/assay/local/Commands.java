package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Short commands of the machine, run to their end. */
final class Commands {

  private Commands() {}

  /** Runs it and gives its exit code and what it printed. */
  static Outcome run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.directory(Path.of("/").toFile()); // another user may not be able to enter ours
      builder.redirectInput(Path.of("/dev/null").toFile());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted: " + String.join(" ", command), e);
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
