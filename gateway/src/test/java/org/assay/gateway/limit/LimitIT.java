package org.assay.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.assay.gateway.RunningGateway;
import org.assay.gateway.limit.LimitIT.FewRequests;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The address is the same in all tests, so the one that uses its bucket up comes last. */
@QuarkusTest
@TestProfile(FewRequests.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitIT extends RunningGateway {

  /** Five requests at once, then one a second. */
  public static final class FewRequests implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "assay.limit.burst", "5",
          "assay.limit.requests-per-second", "1",
          "assay.limit.failed-sign-ins-per-minute", "2",
          "assay.limit.failed-sign-ins-per-minute-of-address", "3");
    }
  }

  @Test
  @Order(1)
  void limitsEachCallerAlone() {
    HttpResponse<String> first = send(as("engineer", "/api/v1/projects"));
    HttpResponse<String> tooMany = untilRefused(() -> as("engineer", "/api/v1/projects"));
    HttpResponse<String> other = send(as("lead", "/api/v1/projects"));
    HttpResponse<String> mlflow = send(as("engineer", "/api/2.0/mlflow/runs/get"));

    assertThat(first.headers().firstValue("ratelimit")).contains("\"caller\";r=4;t=1");
    assertThat(first.headers().firstValue("ratelimit-policy")).contains("\"caller\";q=5;w=5");
    assertProblem(tooMany, 429, "TOO_MANY_REQUESTS");
    assertThat(tooMany.headers().firstValue("retry-after")).contains("1");
    assertThat(tooMany.headers().firstValue("ratelimit").orElseThrow()).contains("r=0");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(mlflow.headers().firstValue("ratelimit")).contains("\"caller\";r=4;t=1");
  }

  @Test
  @Order(2)
  void stopsGuessing() {
    send(basic("ci", "ci:secret"));
    int before = around.issuer().grants();
    HttpResponse<String> first = send(basic("ci", "a"));
    HttpResponse<String> second = send(basic("ci", "b"));
    HttpResponse<String> third = send(basic("ci", "c"));

    assertThat(first.statusCode()).isEqualTo(401);
    assertThat(second.statusCode()).isEqualTo(401);
    assertProblem(third, 429, "TOO_MANY_FAILED_SIGN_INS");
    assertThat(third.headers().firstValue("retry-after")).contains("30");
    assertThat(send(basic("ci", "a")).statusCode()).isEqualTo(401);
    assertThat(send(basic("ci", "ci:secret")).statusCode()).isEqualTo(200);
    assertThat(around.issuer().grants()).isEqualTo(before + 2);
  }

  @Test
  @Order(3)
  void stopsGuessingOfNames() {
    int before = around.issuer().grants();
    HttpResponse<String> answer = send(basic("name0", "a"));
    for (int i = 1; i < 5 && answer.statusCode() != 429; i++) {
      answer = send(basic("name" + i, "a"));
    }

    assertProblem(answer, 429, "TOO_MANY_FAILED_SIGN_INS");
    assertThat(around.issuer().grants()).isBetween(before, before + 3);
    assertThat(send(basic("ci", "ci:secret")).statusCode()).isEqualTo(200);
  }

  @Test
  @Order(4)
  void limitsWhoHasNoIdentityByAddress() {
    assertProblem(untilRefused(() -> to("/api/v1/projects")), 429, "TOO_MANY_REQUESTS");
    assertProblem(untilRefused(() -> to("/docs")), 429, "TOO_MANY_REQUESTS");
    assertThat(send(to("/q/health/live")).statusCode()).isEqualTo(200);
  }

  /** The bucket fills while the test asks, so the number of requests is not exact. */
  private static HttpResponse<String> untilRefused(Supplier<HttpRequest.Builder> request) {
    HttpResponse<String> answer = send(request.get());
    for (int i = 0; i < 50 && answer.statusCode() != 429; i++) {
      answer = send(request.get());
    }
    return answer;
  }

  private HttpRequest.Builder basic(String user, String secret) {
    byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return to("/api/v1/projects")
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
