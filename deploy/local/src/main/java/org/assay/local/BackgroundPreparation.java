package org.assay.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code ./assay prepare} as a process of its own, of the lowest priority, which outlives the
 * command that began it.
 *
 * @param folder where its log and its number are kept
 */
record BackgroundPreparation(Path folder) {

  /** Begins it where it is due, wanted and not at work already. */
  void begin(boolean due, Progress progress) {
    if (!due || !StartCache.wanted() || PartProcess.running(Preparation.NAME, folder).isPresent()) {
      return;
    }
    PartProcess.start(Preparation.NAME, folder, 0, command(), Map.of());
    progress.line(
        "The services started plainly; start caches for the next time are made in the background ("
            + PartProcess.log(folder)
            + ").");
  }

  /** Breaks it off, if it is at work: it can be made anew at any time. */
  void end() {
    PartProcess.running(Preparation.NAME, folder).ifPresent(PartProcess::kill);
  }

  /** As {@code ./assay} started this JVM, but {@code prepare}. */
  private static List<String> command() {
    return List.of(
        "nice",
        "-n",
        "19",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dassay.dist=" + Distribution.find().root(),
        "-cp",
        System.getProperty("java.class.path"),
        AssayCli.class.getName(),
        Preparation.NAME);
  }
}
