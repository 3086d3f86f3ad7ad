package org.assay.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
}
