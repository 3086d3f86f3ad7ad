package org.assay.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.assay.benchmarks.load.LoadOutcome;
import org.assay.benchmarks.load.Shots;
import org.assay.benchmarks.load.Target;

/** Requests that prepare something, so that each has to be granted. */
final class Granted {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Enough to prepare quickly, few enough to leave the services' pools room. */
  private static final int CLIENTS = 16;

  private Granted() {}

  /**
   * Sends so many requests and gives the answers in order.
   *
   * @throws IllegalStateException if one was not granted
   */
  static List<JsonNode> all(Bench bench, Target target, int count, Shots shots) {
    AtomicReferenceArray<Buffer> bodies = new AtomicReferenceArray<>(count);
    AtomicReference<String> refusal = new AtomicReference<>("");
    LoadOutcome outcome =
        bench
            .generator()
            .all(
                target,
                shots,
                count,
                Math.clamp(count, 1, CLIENTS),
                (index, status, body, _) -> {
                  bodies.set(index, body);
                  if (status / 100 != 2) {
                    refusal.compareAndSet("", status + " " + body);
                  }
                });
    if (outcome.granted() != count) {
      throw new IllegalStateException(
          "preparing went wrong, the answers of %s were %s, such as %s"
              .formatted(target, outcome.statuses(), refusal.get()));
    }
    return IntStream.range(0, count).mapToObj(bodies::get).map(Granted::json).toList();
  }

  private static JsonNode json(Buffer body) {
    try {
      return JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
