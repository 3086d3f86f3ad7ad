package org.assay.kit.http;

import static org.assay.kit.http.Asking.NOTES;
import static org.assay.kit.http.Asking.as;
import static org.assay.kit.http.Asking.freshTitle;
import static org.assay.kit.http.Asking.noteOf;
import static org.assay.kit.http.Asking.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An act runs once for each caller and key, and its answer lives and dies with its effect. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class IdempotencyIT {

  @Inject Notes notes;
  @Inject StoredAnswers answers;
  @Inject DataSource database;

  @Test
  void answersARepetitionWithTheStoredAnswer() throws SQLException {
    String key = freshKey();
    String title = freshTitle();

    Response first = post("engineer", key, noteOf(title));
    Response second = post("engineer", key, noteOf(title));

    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    second.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Location"))
        .isEqualTo(first.header("Location"))
        .startsWith("/api/v1/notes/");
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).startsWith("\"1.");
    assertThat(second.contentType()).startsWith("application/json");
    assertThat(notes.count(title)).isEqualTo(1);
  }

  @Test
  void answersARepetitionOfATypedResponse() {
    String key = freshKey();
    String body = noteOf(freshTitle());

    Response first =
        as("engineer").header("Idempotency-Key", key).body(body).post(NOTES + "/typed");
    Response second =
        as("engineer").header("Idempotency-Key", key).body(body).post(NOTES + "/typed");

    second.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isNotNull();
  }

  @Test
  void takesTheSameKeyQuotedAndBare() {
    String key = freshKey();
    String body = noteOf(freshTitle());
    post("engineer", key, body).then().statusCode(201);
    post("engineer", "\"" + key + "\"", body)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true");
  }

  @Test
  void ignoresTheOrderOfMembers() {
    String key = freshKey();
    String title = freshTitle();
    post("engineer", key, "{\"title\": \"%s\", \"metrics\": {\"a\": 1, \"b\": 2}}".formatted(title))
        .then()
        .statusCode(201);
    post("engineer", key, "{\"metrics\": {\"b\": 2, \"a\": 1}, \"title\": \"%s\"}".formatted(title))
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true");
  }

  @Test
  void refusesTheKeyForAnotherBodyOrPath() {
    String key = freshKey();
    String body = noteOf(freshTitle());
    post("engineer", key, body).then().statusCode(201);

    refused(post("engineer", key, noteOf(freshTitle())), 422, "IDEMPOTENCY_KEY_REUSED");
    refused(
        as("engineer").header("Idempotency-Key", key).body(body).post(NOTES + "/typed"),
        422,
        "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void keepsTheKeysOfCallersApart() {
    String key = freshKey();
    post("engineer", key, noteOf(freshTitle())).then().statusCode(201);
    post("engineer-2", key, noteOf(freshTitle()))
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", nullValue())
        .body("seen_by", equalTo("engineer-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", " ", "two words", "\u00e4"})
  void refusesAKeyThatIsNone(String key) {
    refused(post("engineer", key, noteOf(freshTitle())), 400, "IDEMPOTENCY_KEY_REQUIRED");
  }

  @Test
  void refusesARequestWithoutKeyOrWithALongOne() {
    refused(as("engineer").body(noteOf(freshTitle())).post(NOTES), 400, "IDEMPOTENCY_KEY_REQUIRED");
    refused(
        post("engineer", "k".repeat(129), noteOf(freshTitle())), 400, "IDEMPOTENCY_KEY_REQUIRED");
    post("engineer", "k".repeat(100) + freshKey().substring(0, 28), noteOf(freshTitle()))
        .then()
        .statusCode(201);
  }

  @Test
  void keepsNeitherKeyNorEffectOfARefusal() throws SQLException {
    String key = freshKey();
    String title = "refused after writing " + UUID.randomUUID();

    refused(post("engineer", key, noteOf(title)), 409, "ALREADY_EXISTS");

    assertThat(notes.count(title)).isZero();
    post("engineer", key, noteOf(freshTitle()))
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", nullValue());
  }

  @Test
  void refusesASecondRequestWhileTheFirstRuns() throws SQLException {
    String key = freshKey();
    String body = noteOf("slow " + UUID.randomUUID());
    Gate.close();
    CompletableFuture<Response> first =
        CompletableFuture.supplyAsync(() -> post("engineer", key, body));
    Gate.awaitEntered();

    Response second = post("engineer", key, body);
    Gate.open();

    refused(second, 409, "IDEMPOTENCY_KEY_IN_USE");
    first.join().then().statusCode(201);
    post("engineer", key, body).then().statusCode(201).header("Idempotency-Replayed", "true");
  }

  @Test
  void forgetsAKeyAfterADay() throws SQLException {
    String key = freshKey();
    post("engineer", key, noteOf(freshTitle())).then().statusCode(201);
    age(key);

    post("engineer", key, noteOf(freshTitle()))
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", nullValue());
  }

  @Test
  void removesOldAnswersInBoundedChunks() throws SQLException {
    for (int each = 0; each < 3; each++) {
      String key = freshKey();
      post("engineer", key, noteOf(freshTitle())).then().statusCode(201);
      age(key);
    }
    String recent = freshKey();
    String body = noteOf(freshTitle());
    post("engineer", recent, body).then().statusCode(201);

    assertThat(answers.removeOld(2)).isEqualTo(2);
    while (answers.removeOld(2) > 0) {
      // the rest, and what other tests left
    }

    post("engineer", recent, body).then().header("Idempotency-Replayed", "true");
  }

  private void age(String key) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update idempotency_key set created_at = now() - interval '25 hours' where key = ?")) {
      update.setString(1, key);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static Response post(String account, String key, String body) {
    return as(account).header("Idempotency-Key", key).body(body).post(NOTES);
  }

  private static String freshKey() {
    return UUID.randomUUID().toString();
  }
}
