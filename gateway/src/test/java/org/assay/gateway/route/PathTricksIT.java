package org.assay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.assay.gateway.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PathTricksIT extends RunningGateway {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/projects/../../../q/metrics",
        "/api/v1/projects/%2e%2e/x",
        "/api//v1/projects",
        "/api/v1/projects;x=y",
        "/api/v1/projects/a%2Fb",
        "/api/v1/projects/a%5Cb",
        "/api/v1/projects/a%252Fb",
        "/api/v1/projects/a%00",
        "/api/v1/projects/a%C0%AE",
        "http://elsewhere/api/v1/projects"
      })
  void refusesWithoutAskingAService(String target) {
    int before = around.projects().requests();

    String answer = sendRaw(request(target));

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(answer).contains("MALFORMED_PATH").contains("X-Content-Type-Options: nosniff");
    assertThat(around.projects().requests()).isEqualTo(before);
  }

  /** The HTTP server itself refuses what is no URI. */
  @Test
  void refusesABackslash() {
    int before = around.projects().requests();

    assertThat(sendRaw(request("/api/v1/projects/\\..\\x"))).startsWith("HTTP/1.1 400 ");
    assertThat(around.projects().requests()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/%70rojects", "/api/v1/PROJECTS", "/API/v1/projects", "/api/v1/projects/"})
  void findsNothingUnderAnotherSpelling(String target) {
    int before = around.projects().requests();

    assertThat(sendRaw(request(target))).startsWith("HTTP/1.1 404 ");
    assertThat(around.projects().requests()).isEqualTo(before);
  }

  @Test
  void needsAnIdentityUnderEverySpellingOfApi() {
    String answer = sendRaw("GET /%61pi/v1/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).containsAnyOf("HTTP/1.1 401 ", "HTTP/1.1 404 ");
  }

  @Test
  void keepsWhatTheServiceReliesOnWhateverConnectionNames() {
    String answer =
        sendRaw(
            "GET /api/v1/projects HTTP/1.1\r\nHost: a\r\nIf-Match: \"1\"\r\nX-Hop: 1\r\n"
                + "Connection: close\r\nConnection: X-Hop, If-Match, Authorization\r\n"
                + "Authorization: Bearer "
                + around.issuer().tokenOf("engineer")
                + "\r\n\r\n");

    assertThat(answer).contains("if-match").contains("authorization").doesNotContain("x-hop");
  }

  @Test
  void refusesTwoLengths() {
    String answer =
        sendRaw(
            "POST /api/v1/projects HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                + "Content-Length: 4\r\nConnection: close\r\n\r\nabcd");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  private String request(String target) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
        + around.issuer().tokenOf("engineer")
        + "\r\n\r\n";
  }
}
