package org.assay.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assay.gateway.RunningGateway;
import org.assay.gateway.testing.TestIssuer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BasicIT extends RunningGateway {

  @Test
  void exchangesAMachinesSecretForItsToken() {
    HttpResponse<String> answer = send(basic("ci", "ci:secret", "/api/v1/gate"));

    String passedOn =
        new JsonObject(answer.body()).getJsonObject("headers").getString("authorization");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(passedOn).startsWith("Bearer ey");
  }

  /** What mlflow#9684 asks for: no password is hashed and no provider asked at each request. */
  @Test
  void asksTheProviderOnceForManyRequests() {
    send(basic("ci", "ci:secret", "/api/v1/me"));
    int before = around.issuer().grants();

    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(
          HTTP.sendAsync(
              basic("ci", "ci:secret", "/api/v1/me").build(),
              HttpResponse.BodyHandlers.ofString()));
    }

    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
    assertThat(around.issuer().grants()).isEqualTo(before);
  }

  @Test
  void exchangesAnAccountAndItsOfflineToken() {
    String offline = TestIssuer.offlineToken("engineer", "assay-cli");

    HttpResponse<String> answer = send(basic("engineer", offline, "/api/v1/me"));

    assertThat(new JsonObject(answer.body()).getString("account")).isEqualTo("engineer");
  }

  @Test
  void takesOfflineTokensOfItsOwnClientToo() {
    String offline = TestIssuer.offlineToken("engineer", "assay-gateway");

    assertThat(send(basic("engineer", offline, "/api/v1/me")).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnOfflineTokenUnderAnotherName() {
    String offline = TestIssuer.offlineToken("engineer", "assay-cli");

    assertProblem(send(basic("lead", offline, "/api/v1/me")), 401, "UNAUTHENTICATED");
    assertThat(send(basic("engineer", offline, "/api/v1/me")).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnOfflineTokenOfAnotherClientWithoutAsking() {
    int before = around.issuer().grants();
    String offline = TestIssuer.offlineToken("engineer", "someone-else");

    assertProblem(send(basic("engineer", offline, "/api/v1/me")), 401, "UNAUTHENTICATED");
    assertThat(around.issuer().grants()).isEqualTo(before);
  }

  @Test
  void refusesAWrongSecretAndRemembersItBriefly() {
    HttpResponse<String> first = send(basic("ci", "wrong", "/api/v1/me"));
    int before = around.issuer().grants();
    HttpResponse<String> second = send(basic("ci", "wrong", "/api/v1/me"));

    assertProblem(first, 401, "UNAUTHENTICATED");
    assertProblem(second, 401, "UNAUTHENTICATED");
    assertThat(around.issuer().grants()).isEqualTo(before);
  }

  @Test
  void countsADeadSecretOnce() {
    int before = around.issuer().grants();

    for (int i = 0; i < 40; i++) {
      assertProblem(send(basic("job", "dead", "/api/v1/me")), 401, "UNAUTHENTICATED");
    }

    assertProblem(send(basic("job", "another", "/api/v1/me")), 401, "UNAUTHENTICATED");
    assertThat(around.issuer().grants()).isEqualTo(before + 2);
  }

  @Test
  void triesOtherNamesAtTheAddressOfAGuesser() {
    HttpResponse<String> answer = send(basic("guesser", "0", "/api/v1/me"));
    for (int i = 1; i < 60 && answer.statusCode() != 429; i++) {
      answer = send(basic("guesser", "" + i, "/api/v1/me"));
    }

    assertProblem(answer, 429, "TOO_MANY_FAILED_SIGN_INS");
    assertThat(send(basic("ci", "ci:secret", "/api/v1/me")).statusCode()).isEqualTo(200);
    assertProblem(send(basic("newcomer", "wrong", "/api/v1/me")), 401, "UNAUTHENTICATED");
  }

  @Test
  void refusesUnreadableCredentials() {
    for (String credentials : List.of("", "%%%", "bm9jb2xvbg==", "OnNlY3JldA==", "dXNlcjo=")) {
      HttpResponse<String> answer =
          send(to("/api/v1/me").header("Authorization", "Basic " + credentials));

      assertProblem(answer, 401, "UNAUTHENTICATED");
    }
  }

  private HttpRequest.Builder basic(String user, String secret, String path) {
    byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return to(path).header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
