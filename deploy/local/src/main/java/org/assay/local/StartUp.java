package org.assay.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts what does not run: the parts of a layer together, a layer after the one it needs. It
 * starts all or nothing: a part that fails, or {@link #abort()}, stops what was started.
 */
final class StartUp {

  private static final int ABORT_SECONDS = 30;

  private final List<List<Part>> layers;
  private final List<Part> begun = Collections.synchronizedList(new ArrayList<>());
  private volatile ExecutorService threads = workers();

  StartUp(List<List<Part>> layers) {
    this.layers = layers;
  }

  /** Says whether anything had to be started. */
  boolean run(Progress progress) {
    List<Part> all = layers.stream().flatMap(List::stream).toList();
    List<Part> missing = all.stream().filter(part -> !part.running()).toList();
    all.forEach(StartUp::requireItsPort);
    requireFree(missing);
    missing.stream().filter(Part::died).forEach(part -> progress.line(lastWords(part)));
    begun.clear();
    threads = workers();
    try {
      for (List<Part> layer : layers) {
        together(layer.stream().filter(missing::contains).toList(), progress);
      }
      all.forEach(StartUp::requireAlive);
    } catch (PartFailed e) {
      abort();
      throw e;
    }
    threads.shutdown();
    return !missing.isEmpty();
  }

  /** Breaks off what is being started, by whichever thread, and stops what was started. */
  void abort() {
    ExecutorService working = threads;
    working.shutdownNow(); // a thread that is interrupted kills what it has just started
    try {
      working.awaitTermination(ABORT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    List.copyOf(begun).reversed().forEach(Part::stop);
  }

  private void together(List<Part> parts, Progress progress) {
    CompletionService<Part> started = new ExecutorCompletionService<>(threads);
    for (Part part : parts) {
      begun.add(part);
      started.submit(
          () -> {
            Instant from = Instant.now();
            part.start();
            progress.line(described(part, Duration.between(from, Instant.now())));
            return part;
          });
    }
    try {
      for (int i = 0; i < parts.size(); i++) {
        started.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String message = cause == null ? e.toString() : String.valueOf(cause.getMessage());
      throw new PartFailed(message, e);
    }
  }

  private static ExecutorService workers() {
    return Executors.newCachedThreadPool(Thread.ofPlatform().name("start-", 0).daemon().factory());
  }

  private static void requireItsPort(Part part) {
    part.process()
        .filter(process -> process.port() != part.port())
        .ifPresent(
            process -> {
              throw new PartFailed(
                  "%s already runs, on port %d and not %d: ./assay down first, or leave %s as it was."
                      .formatted(part.name(), process.port(), part.port(), part.portVariable()));
            });
  }

  private static void requireFree(List<Part> missing) {
    List<String> taken =
        missing.stream().filter(part -> Ports.answers(part.port())).map(StartUp::taken).toList();
    if (!taken.isEmpty()) {
      throw new PartFailed(String.join("\n", taken));
    }
  }

  private static String taken(Part part) {
    String holder = PortHolder.of(part.port()).map(found -> " by " + found).orElse("");
    return "Port %d, which %s needs, is taken%s. Stop that, or choose another port: %s=%d ./assay up"
        .formatted(part.port(), part.name(), holder, part.portVariable(), Ports.orAnyFree(0));
  }

  private static void requireAlive(Part part) {
    if (!part.running()) {
      throw new PartFailed(part.name() + " ended after its start. " + part.endOfLog());
    }
  }

  private static String lastWords(Part part) {
    return part.name()
        + " had ended unasked and is started again; its last log is "
        + part.log()
        + ".1";
  }

  private static String described(Part part, Duration took) {
    return String.format(
        Locale.ROOT, "%-23s %5.1f s  %s", part.name(), took.toMillis() / 1000.0, part.address());
  }
}
