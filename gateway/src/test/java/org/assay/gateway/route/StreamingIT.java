package org.assay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assay.gateway.RunningGateway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(30)
class StreamingIT extends RunningGateway {

  private static final long MEGABYTE = 1 << 20;
  private static final long LARGE = 200 * MEGABYTE;

  /** What mlflow#22665 asks for: memory does not grow with the file. */
  @Test
  void streamsALargeBodyUp() {
    around.registry().does(StreamingIT::count);

    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/artifacts/1").PUT(zeros(LARGE, true)));

    assertThat(answer.body()).isEqualTo(Long.toString(LARGE));
  }

  @Test
  void streamsALargeChunkedBodyUp() {
    around.registry().does(StreamingIT::count);

    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/artifacts/1").PUT(zeros(LARGE, false)));

    assertThat(answer.body()).isEqualTo(Long.toString(LARGE));
  }

  @Test
  void streamsALargeBodyDown() throws IOException, InterruptedException {
    around.registry().does(request -> pour(request.response().setChunked(true), LARGE / MEGABYTE));

    HttpResponse<InputStream> answer =
        HTTP.send(
            as("engineer", "/api/v1/artifacts/1").build(),
            HttpResponse.BodyHandlers.ofInputStream());

    try (InputStream body = answer.body()) {
      assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(LARGE);
    }
  }

  @Test
  void passesEventsOnAtOnce() throws IOException, InterruptedException {
    CompletableFuture<HttpServerResponse> stream = new CompletableFuture<>();
    around.reviews().does(request -> stream.complete(eventStream(request)));
    HttpResponse<InputStream> answer =
        HTTP.send(
            as("engineer", "/api/v1/reviews").build(), HttpResponse.BodyHandlers.ofInputStream());
    HttpServerResponse events = stream.join();

    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < 3; i++) {
        events.write("data: " + i + "\n\n");

        assertThat(lines.readLine()).isEqualTo("data: " + i);
        assertThat(lines.readLine()).isEmpty();
      }
    }
  }

  @Test
  void hangsUpOnTheServiceWhenTheCallerDoes() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    around
        .reviews()
        .does(
            request -> {
              request.connection().closeHandler(_ -> closed.set(true));
              eventStream(request).write("data: 1\n\n");
            });

    try (Socket caller = open("GET", "/api/v1/reviews", "")) {
      assertThat(caller.getInputStream().read()).isPositive();
    }

    Awaitility.await().atMost(Duration.ofSeconds(5)).untilTrue(closed);
  }

  @Test
  void hangsUpOnASilentServiceWhenTheCallerDoes() throws IOException {
    AtomicBoolean reached = new AtomicBoolean();
    AtomicBoolean closed = new AtomicBoolean();
    around
        .reviews()
        .does(
            request -> {
              request.connection().closeHandler(_ -> closed.set(true));
              reached.set(true);
            });

    try (Socket _ = open("GET", "/api/v1/reviews", "")) {
      Awaitility.await().atMost(Duration.ofSeconds(5)).untilTrue(reached);
    }

    Awaitility.await().atMost(Duration.ofSeconds(5)).untilTrue(closed);
  }

  @Test
  void breaksAnUploadOffWhenTheCallerDoes() throws IOException {
    AtomicBoolean reached = new AtomicBoolean();
    AtomicBoolean closed = new AtomicBoolean();
    around
        .registry()
        .does(
            request -> {
              request.connection().closeHandler(_ -> closed.set(true));
              request.handler(_ -> reached.set(true));
            });

    try (Socket caller = open("PUT", "/api/v1/artifacts/1", "Content-Length: 1000\r\n")) {
      caller.getOutputStream().write("half".getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().atMost(Duration.ofSeconds(5)).untilTrue(reached);
    }

    Awaitility.await().atMost(Duration.ofSeconds(5)).untilTrue(closed);
  }

  @Test
  void refusesALongBodyByItsLength() {
    int before = around.registry().requests();

    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/models").POST(zeros(MEGABYTE + 1, true)));

    assertProblem(answer, 413, "PAYLOAD_TOO_LARGE");
    assertThat(around.registry().requests()).isEqualTo(before);
  }

  @Test
  void refusesALongChunkedBodyOnTheWay() {
    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/models").POST(zeros(3 * MEGABYTE, false)));

    assertProblem(answer, 413, "PAYLOAD_TOO_LARGE");
    assertThat(send(as("engineer", "/api/v1/models")).statusCode()).isEqualTo(200);
  }

  @Test
  void passesABodyOfJustTheLimitOn() {
    around.registry().does(StreamingIT::count);

    assertThat(send(as("engineer", "/api/v1/models").POST(zeros(MEGABYTE, true))).body())
        .isEqualTo(Long.toString(MEGABYTE));
    assertThat(send(as("engineer", "/api/v1/models").POST(zeros(MEGABYTE, false))).body())
        .isEqualTo(Long.toString(MEGABYTE));
  }

  @Test
  void doesNotHoldOddCallersAgainstTheService() throws IOException {
    AtomicInteger reached = new AtomicInteger();
    AtomicInteger gone = new AtomicInteger();
    around
        .registry()
        .does(
            request -> {
              request.connection().closeHandler(_ -> gone.incrementAndGet());
              reached.incrementAndGet();
            });
    for (int i = 1; i <= 20; i++) {
      try (Socket caller = open("GET", "/api/v1/models", "")) {
        awaitCount(reached, i);
        caller.setSoLinger(true, 0);
      }
      awaitCount(gone, i);
    }
    around.registry().tells();

    assertThat(send(as("engineer", "/api/v1/models")).statusCode()).isEqualTo(200);
  }

  private static void awaitCount(AtomicInteger counter, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(2))
        .untilAtomic(counter, equalTo(count));
  }

  private Socket open(String method, String path, String headers) throws IOException {
    Socket socket = new Socket(gateway.getHost(), gateway.getPort());
    String request =
        "%s %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n%s\r\n"
            .formatted(method, path, around.issuer().tokenOf("engineer"), headers);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static HttpServerResponse eventStream(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader("Content-Type", "text/event-stream").setChunked(true);
    response.writeHead();
    return response;
  }

  private static void count(HttpServerRequest request) {
    AtomicLong bytes = new AtomicLong();
    request.handler(chunk -> bytes.addAndGet(chunk.length()));
    request.endHandler(_ -> request.response().end(Long.toString(bytes.get())));
  }

  private static void pour(HttpServerResponse response, long left) {
    if (left == 0) {
      response.end();
      return;
    }
    response
        .write(Buffer.buffer(new byte[(int) MEGABYTE]))
        .onSuccess(_ -> pour(response, left - 1));
  }

  private static BodyPublisher zeros(long length, boolean known) {
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> new Zeros(length));
    return known ? BodyPublishers.fromPublisher(stream, length) : stream;
  }

  /** So many bytes of nothing. */
  private static final class Zeros extends InputStream {

    private long left;

    Zeros(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      left -= count;
      return count;
    }
  }
}
