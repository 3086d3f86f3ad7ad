package org.assay.registry.artifact;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assay.registry.artifact.scan.ArtifactScan;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.store.Content;

/**
 * Scans files: those of which more than the beginning is read few at once, however many come in;
 * the others wait for none of them.
 */
@ApplicationScoped
class Scanning {

  /** A walk keeps a core busy, and what it remembers of a pickle may be some tens of megabytes. */
  private static final int AT_ONCE = 2;

  /** No virtual threads: these would keep the few that carry them. */
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().name("scan-", 0).daemon().factory());

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /**
   * Scans a file.
   *
   * @param file opens it, where it has to wait once more when it is its turn
   * @param name its last path segment
   * @throws CompletionException if its bytes cannot be read from where they lie
   */
  Scan scan(Opening file, String name) {
    return goesThrough(file, name)
        ? CompletableFuture.supplyAsync(() -> scanned(file, name), threads).join()
        : scanned(file, name);
  }

  private static boolean goesThrough(Opening file, String name) {
    return reading(file, content -> ArtifactScan.goesThrough(content, name));
  }

  private static Scan scanned(Opening file, String name) {
    return reading(file, content -> ArtifactScan.of(content, name));
  }

  private static <T> T reading(Opening file, Reading<T> reading) {
    try (Content content = file.open()) {
      return reading.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException("What came in cannot be read", e);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(Content content) throws IOException;
  }

  /** Opens a file. */
  @FunctionalInterface
  interface Opening {
    Content open() throws IOException;
  }
}
