package org.assay.kit.http;

import static org.assay.kit.http.Asking.NOTES;
import static org.assay.kit.http.Asking.as;
import static org.assay.kit.http.Asking.freshTitle;
import static org.assay.kit.http.Asking.noteOf;
import static org.assay.kit.http.Asking.refused;
import static org.assay.kit.http.Asking.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read says which revision it shows, and a change says which one it saw. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ConditionalIT {

  private String note = "";

  @BeforeEach
  void writeANote() {
    note = write(noteOf(freshTitle())).then().statusCode(201).extract().header("Location");
  }

  @Test
  void tagsAViewByItsRevisionAndTheRest() {
    Response own = as("engineer").get(note);
    Response others = as("engineer-2").get(note);

    own.then()
        .statusCode(200)
        .header("ETag", matchesPattern("\"1\\.[0-9a-f]{16}\""))
        .header("Cache-Control", "private")
        .header("Vary", "Authorization")
        .body("revision", equalTo(1));
    assertThat(others.header("ETag")).startsWith("\"1.").isNotEqualTo(own.header("ETag"));
  }

  @Test
  void answersNotModifiedForTheTagThatWasRead() {
    String tag = as("engineer").get(note).header("ETag");

    as("engineer")
        .header("If-None-Match", "\"0.00\", W/" + tag)
        .get(note)
        .then()
        .statusCode(304)
        .header("ETag", tag)
        .header("Vary", "Authorization")
        .body(emptyString());
    as("engineer").header("If-None-Match", "\"1.00\"").get(note).then().statusCode(200);
  }

  @Test
  void changesWhatTheCallerSaw() {
    String tag = as("engineer").get(note).header("ETag");
    as("engineer")
        .header("If-Match", tag)
        .body(noteOf("x"))
        .put(note)
        .then()
        .statusCode(200)
        .header("ETag", matchesPattern("\"2\\..*"));
    as("engineer").header("If-Match", "\"2\"").body(noteOf("x")).put(note).then().statusCode(200);
    as("engineer").header("If-Match", "3").body(noteOf("x")).put(note).then().statusCode(200);
  }

  @Test
  void refusesAStaleRevisionAndNamesTheCurrentOne() {
    refused(
            as("engineer").header("If-Match", "\"7.ab\"").body(noteOf("x")).put(note),
            412,
            "STALE_REVISION")
        .body("revision", equalTo(1));
    as("engineer").get(note).then().body("revision", equalTo(1));
  }

  @Test
  void refusesAChangeThatNamesNoRevision() {
    refused(as("engineer").body(noteOf("x")).put(note), 428, "PRECONDITION_REQUIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"1.ab\"", "\"1.ab\", \"2.ab\"", "one", "\"1", "-1", "\"1.AB\""})
  void refusesAConditionThatNamesNotOneRevision(String condition) {
    refused(
        as("engineer").header("If-Match", condition).body(noteOf("x")).put(note),
        400,
        "MALFORMED_CONDITION");
  }

  @Test
  void tellsTheShapeBeforeTheRevision() {
    refused(as("engineer").body("{}").put(note), 422, "VALIDATION_FAILED");
    refused(
        as("engineer").body(noteOf("x")).put(NOTES + "/00000000-0000-0000-0000-000000000000"),
        404,
        "NOT_FOUND");
  }
}
