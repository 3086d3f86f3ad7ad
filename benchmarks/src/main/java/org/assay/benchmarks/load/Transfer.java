package org.assay.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Sends and fetches one large file, whose bytes are made as they are sent and held against what
 * comes back, so that neither this process nor the disk keeps them.
 */
public final class Transfer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int BUFFER = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * A file.
   *
   * @param target the server
   * @param path path and query, already encoded
   * @param headers all headers but Host and Content-Length
   * @param seed of its bytes
   * @param size how many it has
   */
  public record File(
      Target target, String path, Map<String, String> headers, long seed, long size) {

    /** Copies the map. */
    public File {
      headers = Map.copyOf(headers);
    }

    private InputStream bytes() {
      return new MadeBytes(seed, size);
    }

    private HttpRequest.Builder request() {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create("http://%s:%d%s".formatted(target.host(), target.port(), path)))
              .timeout(PATIENCE);
      headers.forEach(request::header);
      return request;
    }
  }

  /**
   * Sends it by PUT, as one body of known length.
   *
   * @return the seconds until it was answered
   * @throws IllegalStateException if it was refused
   */
  public double send(File file) {
    HttpRequest request =
        file.request()
            .PUT(
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(file::bytes), file.size()))
            .build();
    long start = System.nanoTime();
    drained(request);
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Fetches it.
   *
   * @return the seconds until its last byte was read
   * @throws IllegalStateException if it was refused, or other bytes came
   */
  public double fetch(File file) {
    long start = System.nanoTime();
    try (InputStream body = granted(file.request().GET().build());
        InputStream wanted = file.bytes()) {
      byte[] came = new byte[BUFFER];
      byte[] expected = new byte[BUFFER];
      int count = body.readNBytes(came, 0, BUFFER);
      while (count > 0) {
        if (wanted.readNBytes(expected, 0, count) != count
            || Arrays.mismatch(came, 0, count, expected, 0, count) >= 0) {
          throw new IllegalStateException(file.path() + " came back with other bytes");
        }
        count = body.readNBytes(came, 0, BUFFER);
      }
      if (wanted.read() >= 0) {
        throw new IllegalStateException(file.path() + " came back short");
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Removes it.
   *
   * @throws IllegalStateException if that was refused
   */
  public void remove(File file) {
    drained(file.request().DELETE().build());
  }

  @Override
  public void close() {
    http.close();
  }

  /** Reads the answer to its end, so that the connection can be used again. */
  private void drained(HttpRequest request) {
    try (InputStream body = granted(request)) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream granted(HttpRequest request) {
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "%s %s: %d %s"
                .formatted(
                    request.method(),
                    request.uri(),
                    answer.statusCode(),
                    new String(answer.body().readAllBytes(), StandardCharsets.UTF_8)));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
