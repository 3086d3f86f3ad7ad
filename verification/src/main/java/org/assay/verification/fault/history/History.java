package org.assay.verification.fault.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that clients did and that was done to the installation, in memory and as lines of
 * JSON. Safe for many threads.
 */
public final class History implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final long began = System.nanoTime();
  private final BufferedWriter file;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Disturbance> disturbances = new ArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  private History(BufferedWriter file) {
    this.file = file;
  }

  /** A new one that begins now and is also written to a file. */
  public static History in(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new History(Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nanoseconds since it began. */
  public long now() {
    return System.nanoTime() - began;
  }

  /** The {@link System#nanoTime()} of a time of this history. */
  public long nanoTime(long time) {
    return began + time;
  }

  /** The number of the next operation. */
  public long nextNumber() {
    return numbers.incrementAndGet();
  }

  /** Keeps an operation whose outcome is known, or given up. */
  public synchronized void add(Operation operation) {
    operations.add(operation);
    ObjectNode line = JSON.createObjectNode();
    line.put("number", operation.number()).put("kind", operation.kind().label());
    line.put("account", operation.account()).put("key", operation.key());
    line.put("intended_ms", operation.intended() / 1_000_000);
    line.put("start_ms", operation.start() / 1_000_000);
    line.put("end_ms", operation.end() / 1_000_000);
    line.put("attempts", operation.attempts()).put("outcome", operation.outcome().label());
    line.put("detail", operation.outcome().toString());
    line.put("resolution", operation.resolution().label());
    operation.about().forEach(line.putObject("about")::put);
    write(line);
  }

  /** Keeps what was done to the installation. */
  public synchronized void add(Disturbance disturbance) {
    disturbances.add(disturbance);
    write(
        JSON.createObjectNode()
            .put("fault", disturbance.fault())
            .put("from_ms", disturbance.from() / 1_000_000)
            .put("until_ms", disturbance.until() / 1_000_000));
  }

  /** What was done so far, in the order in which it ended. */
  public synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** What was done to the installation so far. */
  public synchronized List<Disturbance> disturbances() {
    return List.copyOf(disturbances);
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(ObjectNode line) {
    try {
      file.write(line.toString());
      file.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
