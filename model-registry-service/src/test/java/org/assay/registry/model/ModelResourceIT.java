package org.assay.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.testing.Tokens;
import org.assay.registry.RegistryTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelResourceIT extends RegistryTestCase {

  @Test
  void registersAModelUnderItsFullName() {
    Project project = project();
    Map<String, Object> asked = model(project, "denial");
    asked.put("paradigms", List.of("SUPERVISED", "ENSEMBLE"));
    asked.put("out_of_scope_use", "Deciding alone");
    asked.put("owner", "lead");

    post("engineer", MODELS, asked)
        .statusCode(201)
        .header("Location", endsWith("/api/v1/models/" + project.key() + ".denial"))
        .header("ETag", startsWith("\"1."))
        .body("name", is(project.key() + ".denial"))
        .body("project_key", is(project.key()))
        .body("kind", is("TABULAR"))
        .body("paradigms", contains("SUPERVISED", "ENSEMBLE"))
        .body("out_of_scope_use", is("Deciding alone"))
        .body("owner.account", is("lead"))
        .body("created_by.subject", is(Tokens.subject("engineer")))
        .body("revision", is(1))
        .body("actions.find { it.name == 'register-version' }.allowed", is(true));
  }

  @Test
  void makesTheCallerItsOwnerWhereNobodyIsNamed() {
    post("lead", MODELS, model(project(), "denial"))
        .statusCode(201)
        .body("owner.account", is("lead"))
        .body("out_of_scope_use", is(nullValue()));
  }

  @Test
  void acceptsNamesInAnyScriptAndFindsThemAgain() {
    Project project = project();
    String name = registered(project, "Кредит – отказ 2");

    as("engineer")
        .get(MODELS + "/{name}", name)
        .then()
        .statusCode(200)
        .body("name", is(project.key() + ".Кредит – отказ 2"));
  }

  @Test
  void refusesANameThatTheProjectHas() {
    Project project = project();
    registered(project, "denial");

    post("lead", MODELS, model(project, "denial"))
        .statusCode(409)
        .body("code", is("MODEL_NAME_TAKEN"));
    post("lead", MODELS, model(project(), "denial")).statusCode(201);
  }

  @Test
  void answersARepeatedRequestWithTheSameModel() {
    Project project = project();
    String key = UUID.randomUUID().toString();
    String first = withKey(key, model(project, "denial")).extract().jsonPath().getString("id");

    withKey(key, model(project, "denial"))
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body("id", is(first));
    withKey(key, model(project, "other"))
        .statusCode(422)
        .body("code", is("IDEMPOTENCY_KEY_REUSED"));
    get("engineer", MODELS + "?project_key=" + project.key()).body("items.size()", is(1));
  }

  @Test
  void takesModelsInActiveProjectsOnly() {
    Project project = project();
    changeState(project, 6, "CLOSED");

    post("engineer", MODELS, model(project, "denial"))
        .statusCode(409)
        .body("code", is("PROJECT_NOT_ACTIVE"))
        .body("detail", org.hamcrest.Matchers.containsString("CLOSED"));
  }

  @Test
  void answersNotModifiedWhereNothingChanged() {
    String name = registered(project(), "denial");
    String tag = get("engineer", MODELS + "/" + name).extract().header("ETag");

    as("engineer").header("If-None-Match", tag).get(MODELS + "/" + name).then().statusCode(304);
  }

  @Test
  void changesWhatItIsSaidToBeFor() {
    String name = registered(project(), "denial");

    patch("engineer", name, 1, "{\"out_of_scope_use\": \"Deciding alone\"}")
        .statusCode(200)
        .body("revision", is(2))
        .body("out_of_scope_use", is("Deciding alone"))
        .body("intended_use", startsWith("Suggest"));
    patch("engineer", name, 2, "{\"out_of_scope_use\": null}")
        .statusCode(200)
        .body("revision", is(3))
        .body("out_of_scope_use", is(nullValue()));
    patch("engineer", name, 3, "{\"out_of_scope_use\": null}")
        .statusCode(200)
        .body("revision", is(3));
  }

  @Test
  void refusesAPatchOfARevisionThatIsPast() {
    String name = registered(project(), "denial");
    patch("engineer", name, 1, "{\"intended_use\": \"Something else\"}").statusCode(200);

    patch("engineer", name, 1, "{\"intended_use\": \"Another thing\"}")
        .statusCode(412)
        .body("code", is("STALE_REVISION"))
        .body("revision", is(2));
    patch("engineer", name, null, "{\"intended_use\": \"Another thing\"}")
        .statusCode(428)
        .body("code", is("PRECONDITION_REQUIRED"));
    get("engineer", MODELS + "/" + name).body("intended_use", is("Something else"));
  }

  @Test
  void refusesAPatchOfWhatNeverChanges() {
    String name = registered(project(), "denial");

    for (String patch :
        List.of(
            "{\"name\": \"other\"}",
            "{\"kind\": \"OTHERS\"}",
            "{\"kind\": null}",
            "{\"revision\": 9}",
            "{\"intended_use\": null}",
            "{\"intended_use\": 7}",
            "[]")) {
      patch("engineer", name, 1, patch).statusCode(422).body("code", is("VALIDATION_FAILED"));
    }
    get("engineer", MODELS + "/" + name).body("revision", is(1));
  }

  @Test
  void listsAProjectsModelsByNameInPages() {
    Project project = project();
    for (String name : List.of("c", "a", "e", "b", "d")) {
      registered(project, name);
    }

    List<String> names = new ArrayList<>();
    String next = MODELS + "?limit=2&project_key=" + project.key();
    int pages = 0;
    while (next != null) {
      JsonPath page = page("engineer", next);
      names.addAll(page.getList("items.name", String.class));
      next = page.getString("next");
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(names)
        .containsExactly(
            List.of("a", "b", "c", "d", "e").stream()
                .map(name -> project.key() + "." + name)
                .toArray(String[]::new));
  }

  @Test
  void listsByKind() {
    Project project = project();
    registered(project, "tabular");
    Map<String, Object> vision = model(project, "vision");
    vision.put("kind", "VISION");
    post("engineer", MODELS, vision).statusCode(201);

    get("engineer", MODELS + "?kind=VISION&project_key=" + project.key())
        .statusCode(200)
        .body("items.name", contains(project.key() + ".vision"));
    get("engineer", MODELS + "?kind=VISION&limit=200")
        .body("items.name", hasItem(project.key() + ".vision"))
        .body("items.kind.unique()", contains("VISION"));
  }

  @Test
  void showsAnEngineerTheModelsOfOwnProjectsOnly() {
    Project own = project(Map.of("engineer", "CONTRIBUTOR"));
    Project foreign = project(Map.of("engineer-2", "CONTRIBUTOR"));
    registered(own, "mine");
    String theirs =
        post("engineer-2", MODELS, model(foreign, "theirs"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("name");

    List<String> all = new ArrayList<>();
    String next = MODELS + "?limit=200";
    while (next != null) {
      JsonPath page = page("engineer", next);
      all.addAll(page.getList("items.name", String.class));
      next = page.getString("next");
    }
    assertThat(all).contains(own.key() + ".mine").doesNotContain(theirs);
    get("engineer", MODELS + "?project_key=" + foreign.key())
        .statusCode(200)
        .body("items.size()", is(0));
    get("auditor", MODELS + "?project_key=" + foreign.key())
        .body("items.name", contains(theirs))
        .body("items[0].actions.allowed.unique()", contains(false));
  }

  @Test
  void answersForAForeignModelAsIfItDidNotExist() {
    Project foreign = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String theirs =
        post("engineer-2", MODELS, model(foreign, "theirs")).extract().jsonPath().getString("name");
    String nothing = foreign.key() + ".nothing";

    String hidden = refusal("engineer", theirs);
    String unknown = refusal("engineer", nothing);

    assertThat(hidden.replace(theirs, "?")).isEqualTo(unknown.replace(nothing, "?"));
  }

  private static String refusal(String account, String name) {
    JsonPath problem =
        get(account, MODELS + "/" + name)
            .statusCode(404)
            .body("code", equalTo("MODEL_NOT_FOUND"))
            .body("trace_id", not(nullValue()))
            .extract()
            .jsonPath();
    return problem.getString("detail") + problem.getString("instance") + problem.get("help");
  }

  private static JsonPath page(String account, String path) {
    return as(account)
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static ValidatableResponse withKey(String key, Object body) {
    return io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + Tokens.of("engineer"))
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post(MODELS)
        .then();
  }

  private static ValidatableResponse patch(
      String account, String name, @Nullable Object revision, String patch) {
    var request = as(account).contentType("application/merge-patch+json").body(patch);
    if (revision != null) {
      request.header("If-Match", revision);
    }
    return request.patch(MODELS + "/" + name).then();
  }

  @Test
  void takesKindAndVendorUntilAVersionIsSubmitted() {
    Project project = project();
    String name = registered(project, "denial");
    patch(name, 1, Map.of("kind", "VISION", "paradigms", List.of("ENSEMBLE"), "vendor", "Acme"))
        .statusCode(200)
        .body("kind", is("VISION"))
        .body("paradigms", contains("ENSEMBLE"))
        .body("vendor", is("Acme"))
        .body("revision", is(2));
    patch(name, 2, java.util.Collections.singletonMap("kind", null))
        .statusCode(422)
        .body("errors.pointer", contains("/kind"));
    String version = registeredVersion(name);
    act("engineer", version + "/submissions", 2).statusCode(201);

    patch(name, 2, Map.of("kind", "TABULAR")).statusCode(409).body("code", is("MODEL_KIND_FIXED"));
    patch(name, 2, Map.of("paradigms", List.of())).statusCode(409);
    patch(name, 2, Map.of("kind", "VISION", "vendor", "Other")).statusCode(200);
  }

  @Test
  void showsTagsAndAliases() {
    Project project = project();
    String name = registered(project, "denial");
    String version = registeredVersion(name);
    for (Map<String, Object> tag :
        List.<Map<String, Object>>of(
            Map.of("name", "denial", "key", "team", "value", "credit"),
            Map.of("name", "denial", "version", "1", "key", "stage", "value", "trial"))) {
      as("engineer")
          .header("X-MLFLOW-WORKSPACE", project.key())
          .contentType("application/json")
          .body(tag)
          .post(
              "/api/2.0/mlflow/"
                  + (tag.containsKey("version") ? "model-versions" : "registered-models")
                  + "/set-tag")
          .then()
          .statusCode(200);
    }
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial", "alias", "best", "version", "1"))
        .post("/api/2.0/mlflow/registered-models/alias")
        .then()
        .statusCode(200);

    get("auditor", MODELS + "/" + name).body("tags.team", is("credit")).body("aliases.best", is(1));
    get("auditor", version).body("tags.stage", is("trial")).body("aliases", contains("best"));
  }

  private static io.restassured.response.ValidatableResponse patch(
      String name, int revision, Map<String, ?> members) {
    return as("engineer")
        .contentType("application/merge-patch+json")
        .header("If-Match", revision)
        .body(members)
        .patch(MODELS + "/" + name)
        .then();
  }
}
