package org.assay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.assay.gateway.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RoutingIT extends RunningGateway {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/projects/credit, project-service",
    "/api/v1/models/credit.a%20model/versions/3, model-registry-service",
    "/api/v1/models/credit.a%20model/versions/3/releases, review-service",
    "/api/v1/gate?digest=sha256%3Aabc&environment=production, review-service",
  })
  void sendsAPathToItsServiceUnchanged(String path, String service) {
    HttpResponse<String> answer = send(as("engineer", path));

    JsonObject seen = new JsonObject(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(seen.getString("service")).isEqualTo(service);
    assertThat(seen.getString("uri")).isEqualTo(path);
  }

  @Test
  void answersAnUnknownPathWithAProblem() {
    HttpResponse<String> answer = send(as("engineer", "/api/v1/nothing"));

    assertProblem(answer, 404, "NOT_FOUND");
    assertThat(new JsonObject(answer.body()).getString("trace_id")).matches("[0-9a-f]{32}");
  }

  @Test
  void refusesMlflowClientsInTheirShape() {
    HttpResponse<String> answer = send(as("engineer", "/api/2.0/mlflow/runs//get"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertMlflowError(answer, "INVALID_PARAMETER_VALUE");
  }

  @Test
  void passesTheLongQueriesOfMlflowOn() {
    String path = "/api/2.0/mlflow/model-versions/search?filter=" + "a".repeat(12_000);

    HttpResponse<String> answer = send(as("engineer", path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getString("uri")).isEqualTo(path);
  }

  @Test
  void tellsMlflowClientsThatAServiceIsAway() {
    around.registry().stop();

    HttpResponse<String> answer = send(as("engineer", "/api/2.0/mlflow/experiments/get"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertMlflowError(answer, "TEMPORARILY_UNAVAILABLE");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
  }

  @Test
  void asksMlflowClientsToSignIn() {
    HttpResponse<String> answer = send(to("/api/2.0/mlflow/experiments/get"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertMlflowError(answer, "UNAUTHENTICATED");
  }

  private static void assertMlflowError(HttpResponse<String> answer, String code) {
    JsonObject error = new JsonObject(answer.body());
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(error.fieldNames()).containsExactlyInAnyOrder("error_code", "message");
    assertThat(error.getString("error_code")).isEqualTo(code);
  }

  @Test
  void passesTheIdentityOnAndNothingElseOfTheClient() {
    HttpResponse<String> answer =
        send(
            as("engineer", "/api/v1/projects")
                .header("Cookie", "session=1")
                .header("X-Forwarded-For", "1.2.3.4")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=1.2.3.4")
                .header("X-Request-Id", "req-1"));

    JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
    assertThat(headers.getString("authorization")).startsWith("Bearer ey");
    assertThat(headers.fieldNames())
        .doesNotContain("cookie", "forwarded", "x-forwarded-prefix", "te", "connection");
    assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
    assertThat(headers.getString("x-forwarded-host")).isEqualTo(gateway.getAuthority());
    assertThat(headers.getString("x-request-id")).isEqualTo("req-1");
    assertThat(answer.headers().allValues("x-request-id")).containsExactly("req-1");
  }

  @Test
  void makesARequestIdWhereNoneIsWellFormed() {
    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/projects").header("X-Request-Id", "a b\"c"));

    JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
    String made = answer.headers().firstValue("x-request-id").orElseThrow();
    assertThat(made).matches("[0-9a-f-]{36}");
    assertThat(headers.getString("x-request-id")).isEqualTo(made);
  }

  @Test
  void continuesTheTraceOfTheCaller() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    HttpResponse<String> answer =
        send(
            as("engineer", "/api/v1/projects")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

    JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
    assertThat(headers.getString("traceparent")).startsWith("00-" + trace + "-");
  }

  @Test
  void beginsATraceWhereThereIsNone() {
    HttpResponse<String> answer = send(as("engineer", "/api/v1/projects"));

    JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
    assertThat(headers.getString("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
  }

  @Test
  void guardsEveryAnswerWithHeadersAndHidesTheServer() {
    HttpResponse<String> answer = send(as("engineer", "/api/v1/projects"));

    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(answer.headers().firstValue("x-frame-options")).contains("DENY");
    assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.headers().firstValue("etag")).contains("\"1\"");
    assertThat(answer.headers().firstValue("server")).isEmpty();
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    assertThat(answer.headers().firstValue("strict-transport-security")).isEmpty();
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void leavesTheCachingOfAServiceAlone() {
    around
        .projects()
        .does(r -> r.response().putHeader("Cache-Control", "private").setStatusCode(304).end());

    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/projects").header("If-None-Match", "\"1\""));

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.headers().allValues("cache-control")).containsExactly("private");
  }

  @Test
  void passesABodyOfADeleteOn() {
    HttpResponse<String> answer =
        send(
            as("engineer", "/api/v1/models/x")
                .method("DELETE", BodyPublishers.ofString("{\"a\":1}")));

    JsonObject seen = new JsonObject(answer.body());
    assertThat(seen.getString("method")).isEqualTo("DELETE");
    assertThat(seen.getInteger("bytes")).isEqualTo(7);
  }

  @Test
  void refusesTrace() {
    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/projects").method("TRACE", BodyPublishers.noBody()));

    assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void answersAHeadWithoutABody() {
    around.projects().does(r -> r.response().putHeader("Content-Length", "7").end());

    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/projects").method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-length")).contains("7");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void passesAnAnswerWithoutABodyOn() {
    around.projects().does(r -> r.response().setStatusCode(204).end());

    HttpResponse<String> answer = send(as("engineer", "/api/v1/projects").DELETE());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("transfer-encoding")).isEmpty();
  }

  @Test
  void streamsToCallersWithoutChunks() {
    around.projects().does(r -> r.response().setChunked(true).end("of unknown length"));

    String answer =
        sendRaw(
            "GET /api/v1/projects HTTP/1.0\r\nHost: a\r\nAuthorization: Bearer "
                + around.issuer().tokenOf("engineer")
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.").contains(" 200 ").endsWith("\r\nof unknown length");
    assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("transfer-encoding");
  }

  @Test
  void grantsNoOtherOrigin() {
    HttpResponse<String> answer =
        send(to("/api/v1/projects").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }

  @Test
  void hidesWhatFailedInside() {
    HttpResponse<String> answer = send(to("/broken"));

    assertProblem(answer, 500, "INTERNAL_ERROR");
    assertThat(answer.body()).doesNotContain("secret", "Exception");
  }

  /** A route of the gateway that fails. */
  @ApplicationScoped
  static class Broken {
    void register(@Observes Router router) {
      router
          .route("/broken")
          .handler(
              _ -> {
                throw new IllegalStateException("secret");
              });
    }
  }
}
