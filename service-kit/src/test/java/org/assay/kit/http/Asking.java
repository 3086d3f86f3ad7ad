package org.assay.kit.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.assay.kit.testing.Tokens;

/** How the tests of this package ask, and what every refusal has in common. */
final class Asking {

  static final String NOTES = "/api/v1/notes";

  private Asking() {}

  static RequestSpecification as(String account) {
    return given().auth().oauth2(Tokens.of(account)).contentType("application/json");
  }

  static RequestSpecification writing() {
    return as("engineer").header("Idempotency-Key", UUID.randomUUID().toString());
  }

  static Response write(String body) {
    return writing().body(body).post(NOTES);
  }

  /** Sends what a well-behaved client would not, and returns the whole answer. */
  static String raw(String method, String path, String body) throws IOException {
    String head =
        """
        %s %s HTTP/1.1
        Host: localhost
        Authorization: Bearer %s
        Idempotency-Key: %s
        Content-Type: application/json
        Content-Length: %d
        Connection: close

        """
            .formatted(method, path, Tokens.of("engineer"), UUID.randomUUID(), body.length())
            .replace("\n", "\r\n");
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String noteOf(String title) {
    return "{\"title\": \"%s\"}".formatted(title);
  }

  static String freshTitle() {
    return "note " + UUID.randomUUID();
  }

  static ValidatableResponse refused(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", equalTo(status))
        .body("type", equalTo("/docs/problems/" + code))
        .body(not(containsString("Exception")))
        .body(not(containsString("org.assay")))
        .body(not(containsString("java.")))
        .body(not(containsString("com.fasterxml")));
  }

  static ValidatableResponse refused(
      Response response, int status, String code, String pointer, String fault) {
    return refused(response, status, code)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.find { it.pointer == '%s' }.code".formatted(pointer), equalTo(fault));
  }
}
