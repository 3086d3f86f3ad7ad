package org.assay.verification.fault.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Installation;

/**
 * The threads of a service, virtual ones too, which no metric counts.
 *
 * @param count how many there are
 */
record Threads(int count) {

  private static final Pattern THREAD = Pattern.compile("\"tid\":");

  /** Counts them by a thread dump. Source: jcmd's Thread.dump_to_file. */
  static Threads of(Installation installation, String service) {
    long pid =
        installation
            .part(service)
            .pid()
            .orElseThrow(() -> new PartFailed(service + " does not run"));
    Path dump = installation.home().resolve(service).resolve("threads.json");
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "Thread.dump_to_file",
                  "-overwrite",
                  "-format=json",
                  dump.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!jcmd.waitFor(20, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
        throw new PartFailed("The threads of " + service + " could not be listed");
      }
      return new Threads((int) THREAD.matcher(Files.readString(dump)).results().count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }
}
