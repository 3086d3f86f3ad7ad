package org.assay.verification.fault.topic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assay.local.PartFailed;

/** Reads a service's own counters. */
final class Metrics {

  private Metrics() {}

  /**
   * The sum of a metric's series that hold all these words, 0 if there is none.
   *
   * @param address the service's address
   */
  static double sum(String address, String name, String... words) {
    return text(address)
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> java.util.Arrays.stream(words).allMatch(line::contains))
        .mapToDouble(Metrics::value)
        .sum();
  }

  /** What stands behind name and labels; an exemplar may follow it. */
  private static double value(String line) {
    int labels = line.lastIndexOf("} ", line.contains(" # ") ? line.indexOf(" # ") : line.length());
    String rest = line.substring(labels < 0 ? line.indexOf(' ') + 1 : labels + 2);
    return Double.parseDouble(rest.split(" ", 2)[0]);
  }

  private static String text(String address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(address + "/q/metrics"))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new PartFailed(address + " does not tell its metrics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }
}
