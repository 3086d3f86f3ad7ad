package org.assay.registry.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class CardResourceIT extends RegistryTestCase {

  @Inject EventLog events;

  @Inject DataSource database;

  @Test
  void keepsACardByItsDigest() {
    String version = registeredVersion(registered(project(), "denial"));
    get("engineer", version + "/card").statusCode(404).body("code", is("CARD_NOT_FOUND"));

    String digest =
        put("engineer", version, 2, card("0.83"))
            .statusCode(200)
            .body("numbers.verdict", contains("CONFIRMED"))
            .body("sections.limits", is("Not for businesses."))
            .body("revision", is(3))
            .extract()
            .jsonPath()
            .getString("digest");

    get("auditor", version + "/card")
        .body("digest", is(digest))
        .body("current", is(true))
        .body("markdown", is("# Denial\n\nauc is 0.9"))
        .body("remarks.line", contains(3))
        .body("created_by.subject", is(Tokens.subject("engineer")));
    String id =
        get("engineer", version)
            .body("card_digest", is(digest))
            .extract()
            .jsonPath()
            .getString("id");
    LoggedEvent told = events.history(UUID.fromString(id), 0, 10).getLast();
    assertThat(told.type()).isEqualTo(EventTypes.VERSION_UPDATED);
    assertThat(told.data().path("card_digest").asText()).isEqualTo(digest);

    put("engineer", version, 3, card("0.83")).statusCode(200).body("revision", is(3));
    put("engineer", version, 3, card("0.830")).statusCode(200).body("revision", is(4));
    get("engineer", version + "/card?digest=" + digest)
        .body("current", is(false))
        .body("numbers[0].value", is(0.83f));
    get("engineer", version + "/card?digest=sha256:" + "0".repeat(64)).statusCode(404);
    get("engineer", version + "/card?digest=nonsense").statusCode(422);
  }

  @Test
  void refusesANumberThatTheRecordContradicts() {
    String version = registeredVersion(registered(project(), "denial"));
    Map<String, Object> card = card("0.83");
    card.put(
        "numbers",
        List.of(Map.of("metric", "recall", "value", 0.5), Map.of("metric", "auc", "value", 0.91)));

    put("engineer", version, 2, card)
        .statusCode(422)
        .body("code", is("CARD_CONTRADICTED"))
        .body("errors.pointer", contains("/numbers/1/value"))
        .body("errors[0].detail", is("the card says 0.91 of auc, the record 0.83"));
    get("engineer", version).body("card_digest", nullValue()).body("revision", is(2));
  }

  /**
   * Canonical JSON writes numbers out, so this one would be another when the version is submitted.
   */
  @Test
  void takesANumberAsItIsKept() {
    String model = registered(project(), "denial");
    Map<String, Object> asked = version();
    asked.put("metrics", Map.of("auc", 12_345));
    post("engineer", versions(model), asked).statusCode(201);
    String version = versions(model) + "/1";

    put("engineer", version, 2, card("1.2E+4"))
        .statusCode(422)
        .body("code", is("CARD_CONTRADICTED"))
        .body("errors[0].detail", is("the card says 12000 of auc, the record 12345.0"));
    put("engineer", version, 2, card("1.2345E+4")).statusCode(200);
    act("engineer", version + "/submissions", 3).statusCode(201);
  }

  @Test
  void staysAsItIsOnceSubmitted() {
    String version = registeredVersion(registered(project(), "denial"));
    put("engineer", version, 2, card("0.83")).statusCode(200);
    act("engineer", version + "/submissions", 3).statusCode(201);

    put("engineer", version, 4, card("0.8")).statusCode(409).body("code", is("CARD_FIXED"));
    get("engineer", version + "/card")
        .body("actions[0].allowed", is(false))
        .body("actions[0].reason_code", is("CARD_FIXED"));
    act("engineer", version + "/withdrawals", 4).statusCode(201);
    put("engineer", version, 5, card("0.8")).statusCode(409);
  }

  @Test
  void keepsSoManyCardsOfAVersion() throws SQLException {
    String version = registeredVersion(registered(project(), "denial"));
    put("engineer", version, 2, card("0.83")).statusCode(200);
    String id = get("engineer", version).extract().jsonPath().getString("id");
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into version_card (version_id, digest, content, created_by)
                select version_id, 'sha256:' || lpad(to_hex(n), 64, '0'), content, created_by
                  from version_card, generate_series(1, 199) as n where version_id = ?
                """)) {
      insert.setObject(1, UUID.fromString(id));
      insert.executeUpdate();
    }
    Map<String, Object> other = card("0.83");
    other.put("markdown", "Another one.");

    put("engineer", version, 3, other).statusCode(422).body("code", is("TOO_MANY_ENTRIES"));
    put("engineer", version, 3, card("0.83")).statusCode(200);
  }

  static Stream<Arguments> badCards() {
    return Stream.of(
        Arguments.of("markdown", "<script>x</script>", "/markdown", "RAW_HTML"),
        Arguments.of("markdown", "", "/markdown", "PLAIN_TEXT"),
        Arguments.of("markdown", "x".repeat(100_001), "/markdown", "TOO_LONG"),
        Arguments.of("markdown", "gpj\u202Eexe", "/markdown", "PLAIN_TEXT"),
        Arguments.of("markdown", 7, "/markdown", "WRONG_TYPE"),
        Arguments.of("sections", Map.of("limits", ""), "/sections/limits", "PLAIN_TEXT"),
        Arguments.of("sections", Map.of("poetry", "x"), "/sections/poetry", "UNKNOWN_FIELD"),
        Arguments.of(
            "numbers",
            Collections.nCopies(2, Map.of("metric", "auc", "value", 0.83)),
            "/numbers/1/metric",
            "DUPLICATE_KEY"),
        Arguments.of("numbers", List.of(Map.of("metric", "auc")), "/numbers/0/value", "REQUIRED"),
        Arguments.of(
            "numbers",
            List.of(Map.of("metric", "auc", "value", "0.83")),
            "/numbers/0/value",
            "WRONG_TYPE"),
        Arguments.of("html", "x", "/html", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badCards")
  void refusesABadMember(String member, Object value, String pointer, String code) {
    String version = registeredVersion(registered(project(), "denial"));
    Map<String, Object> card = card("0.83");
    card.put(member, value);

    put("engineer", version, 2, card)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  @Test
  void needsTheRevisionThatWasSeen() {
    String version = registeredVersion(registered(project(), "denial"));

    put("engineer", version, 1, card("0.83")).statusCode(412);
    as("engineer")
        .contentType("application/json")
        .body(card("0.83"))
        .put(version + "/card")
        .then()
        .statusCode(428);
  }

  @ParameterizedTest
  @CsvSource({
    "engineer, 412, 404",
    "service-account-ci, 412, 404",
    "lead, 412, 404",
    "engineer-2, 403, 404",
    "lead-2, 403, 404",
    "ethics-reviewer, 403, 404",
    "auditor, 403, 404",
    "operator, 403, 403"
  })
  void givesARoleWhatTheTableSays(String account, int write, int read) {
    String version = registeredVersion(registered(project(), "denial"));

    put(account, version, 99, card("0.83")).statusCode(write);
    get(account, version + "/card").statusCode(read);
  }

  @Test
  void hidesAForeignProject() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String model =
        post("engineer-2", MODELS, model(theirs, "denial")).extract().jsonPath().getString("name");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("engineer-2"));
    post("engineer-2", versions(model), asked).statusCode(201);

    put("engineer", versions(model) + "/1", 2, card("0.83"))
        .statusCode(404)
        .body("code", is("MODEL_NOT_FOUND"));
    get("engineer", versions(model) + "/1/card")
        .statusCode(404)
        .body("code", is("MODEL_NOT_FOUND"));
  }

  @Test
  void isHeldAgainstTheRecordOnceMoreWhenItIsSubmitted() {
    Project project = project();
    String experiment =
        post("engineer", "/api/v1/experiments", Map.of("project_key", project.key(), "name", "e"))
            .extract()
            .jsonPath()
            .getString("id");
    String run =
        post("engineer", "/api/v1/runs", Map.of("experiment_id", experiment, "name", "r"))
            .extract()
            .jsonPath()
            .getString("id");
    log(run, 0.83);
    Map<String, Object> asked = version();
    asked.putAll(Map.of("run_id", run, "metrics", Map.of(), "training_data", List.of()));
    String model = registered(project, "denial");
    post("engineer", versions(model), asked).statusCode(201);
    String version = versions(model) + "/1";
    put("engineer", version, 2, card("0.83")).statusCode(200);
    log(run, 0.7);

    act("engineer", version + "/submissions", 3)
        .statusCode(422)
        .body("code", is("CARD_CONTRADICTED"));

    get("engineer", version).body("state", is("REGISTERED")).body("revision", is(3));
    log(run, 0.83);
    act("engineer", version + "/submissions", 3).statusCode(201);
    get("engineer", version + "/card").body("numbers", hasSize(1));
  }

  private static void log(String run, double auc) {
    post(
            "engineer",
            "/api/v1/runs/" + run + "/records",
            Map.of("metrics", List.of(Map.of("key", "auc", "value", auc, "step", 1))))
        .statusCode(200);
  }

  private static Map<String, Object> card(String auc) {
    return new HashMap<>(
        Map.of(
            "markdown",
            "# Denial\n\nauc is 0.9",
            "sections",
            Map.of("limits", "Not for businesses."),
            "numbers",
            List.of(Map.of("metric", "auc", "value", new java.math.BigDecimal(auc)))));
  }

  private static ValidatableResponse put(
      String account, String version, int revision, Map<String, Object> card) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body(card)
        .put(version + "/card")
        .then();
  }
}
