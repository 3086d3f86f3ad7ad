package org.assay.local;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Stops parts and tells of it. */
final class Stopping {

  private Stopping() {}

  /** Says whether it ran. */
  static boolean stop(Part part, Progress progress) {
    if (!part.running()) {
      return false;
    }
    part.stop();
    progress.line(part.name() + " stopped");
    return true;
  }

  /** Stops them at the same time and returns when all have ended. Says whether any ran. */
  static boolean stopTogether(List<Part> parts, Progress progress) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> stopped =
          parts.stream().map(part -> threads.submit(() -> stop(part, progress))).toList();
      return stopped.stream().map(Stopping::outcome).reduce(false, Boolean::logicalOr);
    }
  }

  private static boolean outcome(Future<Boolean> stopped) {
    try {
      return stopped.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new PartFailed("A part could not be stopped: " + e.getMessage(), e);
    }
  }
}
