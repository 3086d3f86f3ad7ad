package org.assay.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assay.gateway.RunningGateway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PagesIT extends RunningGateway {

  @Test
  void leadsFromTheRootToTheDocumentation() {
    HttpResponse<String> answer = send(to("/"));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).contains("/docs");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html; charset=utf-8, <code>/api/v1/me</code>",
    "/docs/problems, text/html; charset=utf-8, TOO_MANY_FAILED_SIGN_INS",
    "/docs/problems/TOO_MANY_FAILED_SIGN_INS, text/html; charset=utf-8, Retry-After",
    "/docs/assay.css, text/css; charset=utf-8, color-scheme",
    "/openapi, application/json, whoAmI",
    "/openapi.json, application/json, whoAmI",
    "/openapi.yaml, application/yaml, operationId: whoAmI",
    "/openapi?format=yaml, application/yaml, operationId: whoAmI",
  })
  void showsItsPages(String path, String type, String content) {
    HttpResponse<String> answer = send(to(path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains(type);
    assertThat(answer.body()).contains(content);
  }

  @Test
  void loadsNothingFromElsewhere() {
    HttpResponse<String> answer = send(to("/docs"));

    assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'self'");
    assertThat(answer.body()).doesNotContain("src=\"http", "<link rel=\"stylesheet\" href=\"http");
  }

  @Test
  void givesTheDocumentAsYamlWhenAsked() throws IOException {
    HttpResponse<String> yaml = send(to("/openapi").header("Accept", "application/yaml"));
    HttpResponse<String> json = send(to("/openapi").header("Accept", "application/json"));

    assertThat(new YAMLMapper().readTree(yaml.body()))
        .isEqualTo(new ObjectMapper().readTree(json.body()));
    assertThat(yaml.headers().allValues("vary")).contains("Accept");
  }

  @Test
  void refusesAnUnknownFormat() {
    assertProblem(send(to("/openapi?format=xml")), 400, "MALFORMED_PARAMETER");
  }

  @Test
  void tellsThatAPageDidNotChange() {
    String etag = send(to("/openapi")).headers().firstValue("etag").orElseThrow();

    HttpResponse<String> answer = send(to("/openapi").header("If-None-Match", etag));

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void changesNothingThere() {
    assertProblem(send(to("/docs").POST(BodyPublishers.ofString("x"))), 405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void hasNoPageForAnUnknownProblem() {
    assertProblem(send(to("/docs/problems/NO_SUCH_CODE")), 404, "NOT_FOUND");
    assertProblem(send(to("/elsewhere")), 404, "NOT_FOUND");
  }

  @Test
  void isReadyWhenAllPartsAre() {
    answersReadiness(200);
    around.projects().does(r -> r.response().setStatusCode(503).end());
    around.reviews().stop();

    JsonObject body =
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> new JsonObject(send(to("/q/health/ready")).body()), PagesIT::twoAreDown);
    assertThat(status(body, "project-service")).isEqualTo("DOWN");
    assertThat(status(body, "review-service")).isEqualTo("DOWN");
    assertThat(status(body, "model-registry-service")).isEqualTo("UP");
    assertThat(status(body, "identity-provider")).isEqualTo("UP");
    assertThat(status(body, "gateway")).isEqualTo("UP");
    assertThat(send(to("/q/health/ready")).statusCode()).isEqualTo(503);
    assertThat(send(to("/q/health/live")).statusCode()).isEqualTo(200);

    around.reviews().start();
    around.projects().tells();
    answersReadiness(200);
  }

  @Test
  void countsWhatItPassesOn() {
    send(as("engineer", "/api/v1/projects"));

    assertThat(send(to("/q/metrics")).body())
        .contains("assay_route_answered_seconds_count{outcome=\"2xx\",service=\"project-service\"");
  }

  private void answersReadiness(int status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> send(to("/q/health/ready")).statusCode() == status);
  }

  private static boolean twoAreDown(JsonObject health) {
    return "DOWN".equals(status(health, "project-service"))
        && "DOWN".equals(status(health, "review-service"));
  }

  private static String status(JsonObject health, String check) {
    JsonArray checks = health.getJsonArray("checks");
    for (int i = 0; i < checks.size(); i++) {
      if (checks.getJsonObject(i).getString("name").equals(check)) {
        return checks.getJsonObject(i).getString("status");
      }
    }
    return "ABSENT";
  }
}
