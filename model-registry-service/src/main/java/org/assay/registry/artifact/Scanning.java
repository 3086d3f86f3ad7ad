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

/** Scans files, few at once, however many come in: the others wait. */
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
   * @param file opens it, once it is its turn
   * @param name its last path segment
   * @throws CompletionException if its bytes cannot be read from where they lie
   */
  Scan scan(Opening file, String name) {
    return CompletableFuture.supplyAsync(() -> scanned(file, name), threads).join();
  }

  private static Scan scanned(Opening file, String name) {
    try (Content content = file.open()) {
      return ArtifactScan.of(content, name);
    } catch (IOException e) {
      throw new UncheckedIOException("What came in cannot be read", e);
    }
  }

  /** Opens a file. */
  @FunctionalInterface
  interface Opening {
    Content open() throws IOException;
  }
}
