package org.assay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.assay.gateway.testing.Surroundings;
import org.assay.gateway.testing.Surroundings.Around;
import org.junit.jupiter.api.BeforeEach;

/** What all tests of the running gateway share. */
@QuarkusTestResource(Surroundings.class)
@SuppressWarnings("NullAway.Init") // Quarkus and the test resource fill the fields
public abstract class RunningGateway {

  protected static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TestHTTPResource protected URI gateway;

  /** Filled by the test resource. */
  protected Around around;

  @BeforeEach
  void servicesTellWhatReachesThem() {
    around.projects().start();
    around.projects().tells();
    around.registry().start();
    around.registry().tells();
    around.reviews().start();
    around.reviews().tells();
  }

  protected HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path));
  }

  protected HttpRequest.Builder as(String account, String path) {
    return to(path).header("Authorization", "Bearer " + around.issuer().tokenOf(account));
  }

  protected static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends exactly these bytes and returns the status line and what follows it. */
  protected String sendRaw(String request) {
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("type")).isEqualTo("/docs/problems/" + code);
    assertThat(problem.getInteger("status")).isEqualTo(status);
  }
}
