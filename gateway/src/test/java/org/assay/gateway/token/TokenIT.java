package org.assay.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assay.gateway.RunningGateway;
import org.assay.gateway.testing.TestIssuer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenIT extends RunningGateway {

  @Test
  void saysWhoTheCallerIs() {
    HttpResponse<String> answer = send(as("engineer", "/api/v1/me"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject()
                .put("subject", TestIssuer.subject("engineer"))
                .put("account", "engineer")
                .put("roles", new JsonArray().add("engineer"))
                .put("unit", "credit"));
  }

  @Test
  void asksForAnIdentity() {
    HttpResponse<String> answer = send(to("/api/v1/projects"));

    assertProblem(answer, 401, "UNAUTHENTICATED");
    assertThat(answer.headers().allValues("www-authenticate"))
        .containsExactly("Bearer realm=\"assay\"", "Basic realm=\"assay\", charset=\"UTF-8\"");
  }

  @Test
  void asksForAnIdentityBeforeItSaysThatThereIsNothing() {
    assertProblem(send(to("/api/v1/nothing")), 401, "UNAUTHENTICATED");
  }

  @Test
  void refusesAnExpiredToken() {
    HttpResponse<String> answer = refused(around.issuer().expired("engineer"));

    assertThat(new JsonObject(answer.body()).getString("detail")).contains("expired");
    assertThat(answer.headers().allValues("www-authenticate").getFirst())
        .contains("error=\"invalid_token\"");
  }

  @Test
  void refusesATokenForAnotherAudience() {
    refused(around.issuer().foreignAudience("engineer"));
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    refused(around.issuer().foreignIssuer("engineer"));
  }

  @Test
  void refusesATokenOfAnotherKey() {
    refused(around.issuer().otherKey("engineer"));
  }

  @Test
  void refusesAnUnsignedToken() {
    refused(around.issuer().unsigned("engineer"));
  }

  @Test
  void refusesATokenSignedWithThePublicKeyAsSecret() {
    refused(around.issuer().symmetric("engineer"));
  }

  @Test
  void refusesWhatIsNoToken() {
    refused("x");
    refused("a.b.c");
  }

  @Test
  void refusesAChangedToken() {
    String token = around.issuer().tokenOf("engineer");
    send(to("/api/v1/me").header("Authorization", "Bearer " + token));

    refused(token.substring(0, token.length() - 6) + "AAAAAA");
  }

  @Test
  void refusesTwoIdentities() {
    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/me").header("Authorization", "Bearer x"));

    assertProblem(answer, 401, "UNAUTHENTICATED");
  }

  @Test
  void refusesAnotherScheme() {
    HttpResponse<String> answer = send(to("/api/v1/me").header("Authorization", "Digest a=b"));

    assertProblem(answer, 401, "UNAUTHENTICATED");
  }

  @Test
  void takesTheSchemeInAnyCase() {
    String token = around.issuer().tokenOf("engineer");

    HttpResponse<String> answer = send(to("/api/v1/me").header("Authorization", "bEARER " + token));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void forgetsAnIdentityWhenItsTokenEnds() {
    String token = around.issuer().shortTokenOf("engineer", Duration.ofSeconds(2));
    HttpResponse<String> before = send(to("/api/v1/me").header("Authorization", "Bearer " + token));

    assertThat(before.statusCode()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertProblem(
                    send(to("/api/v1/me").header("Authorization", "Bearer " + token)),
                    401,
                    "UNAUTHENTICATED"));
  }

  @Test
  void answersOnlyToReadsOfMe() {
    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/me").POST(BodyPublishers.ofString("{}")));

    assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
    assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
  }

  private HttpResponse<String> refused(String token) {
    HttpResponse<String> answer =
        send(to("/api/v1/projects").header("Authorization", "Bearer " + token));
    assertProblem(answer, 401, "UNAUTHENTICATED");
    return answer;
  }
}
