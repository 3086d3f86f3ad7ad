package org.assay.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestKafka;
import org.assay.kit.testing.Tokens;
import org.assay.registry.ProjectServiceFake;
import org.assay.registry.RegistryTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelResourceIT extends RegistryTestCase {

  @Inject EventLog log;

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
  void isHandedOverToSomebodyWhoWorksInTheProject() {
    Project project = project();
    String name = registered(project, "denial");

    patch("engineer", name, 1, "{\"owner\": \"engineer-2\"}")
        .statusCode(422)
        .body("errors.pointer", contains("/owner"))
        .body("errors.code", contains("NOT_A_CONTRIBUTOR"));
    patch("engineer", name, 1, "{\"owner\": null}").statusCode(422);
    patch("engineer-2", name, 1, "{\"owner\": \"lead\"}").statusCode(403);
    patch("engineer", name, 1, "{\"owner\": \"lead\"}")
        .statusCode(200)
        .body("owner.account", is("lead"))
        .body("intended_use", startsWith("Suggest"))
        .body("revision", is(2))
        .body("actions.find { it.name == 'hand-over' }.allowed", is(false));
    patch("engineer", name, 2, "{\"owner\": \"engineer\"}")
        .statusCode(403)
        .body("code", is("OWNER_OR_LEAD_REQUIRED"));
    patch("lead", name, 1, "{\"owner\": \"engineer\"}").statusCode(412);
    patch("lead", name, 2, "{\"owner\": \"engineer\"}").statusCode(200);

    Map<String, Object> asked = model(project, "other");
    asked.put("owner", "engineer-2");
    post("engineer", MODELS, asked).statusCode(422).body("errors.pointer", contains("/owner"));
  }

  /** The copy has not heard of it yet, so project-service is asked. */
  @Test
  void isHandedOverToWhoJoinedJustNow() {
    Project project = project(Map.of("engineer", "CONTRIBUTOR"));
    String name = registered(project, "denial");
    ProjectServiceFake.showMember("engineer", project.key(), Tokens.subject("engineer-2"));

    patch("engineer", name, 1, "{\"owner\": \"engineer-2\"}")
        .statusCode(200)
        .body("owner.account", is("engineer-2"));
  }

  /** Whoever names an owner reads the model before it is locked. */
  @RepeatedTest(10)
  void isHandedOverOnceByTwoWhoSawTheSame() {
    Project project =
        project(Map.of("engineer", "CONTRIBUTOR", "engineer-2", "CONTRIBUTOR", "lead", "OWNER"));
    String name = registered(project, "denial");

    List<Integer> statuses;
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      statuses =
          Stream.of("engineer-2", "lead")
              .map("{\"owner\": \"%s\"}"::formatted)
              .map(asked -> both.submit(() -> patch("lead", name, 1, asked).extract().statusCode()))
              .toList()
              .stream()
              .map(ModelResourceIT::joined)
              .sorted()
              .toList();
    }

    assertThat(statuses).containsExactly(200, 412);
  }

  private static int joined(Future<Integer> status) {
    try {
      return status.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesTheUseCasesOfItsProjectThatItServes() {
    Project other = project();
    UUID foreign = useCase(other);
    String theirs = registered(other, "denial");
    await()
        .untilAsserted(
            () -> patch(theirs, 1, Map.of("use_case_ids", List.of(foreign))).statusCode(200));
    Project project = project();
    UUID late = UUID.randomUUID();
    ProjectServiceFake.showUseCase("engineer", project.key(), late.toString());
    Map<String, Object> asked = model(project, "denial");
    asked.put("use_case_ids", List.of(late, late));
    JsonPath model = post("engineer", MODELS, asked).statusCode(201).extract().jsonPath();
    String name = model.getString("name");

    assertThat(model.getList("use_case_ids", String.class)).containsExactly(late.toString());
    assertThat(told(model)).contains(late.toString());
    patch(name, 1, Map.of("use_case_ids", List.of(late, foreign)))
        .statusCode(422)
        .body("errors.pointer", contains("/use_case_ids/1"));
    patch(name, 1, Map.of("use_case_ids", Stream.generate(UUID::randomUUID).limit(51).toList()))
        .statusCode(422);
    patch(name, 1, Map.of("vendor", "Acme"))
        .statusCode(200)
        .body("use_case_ids", contains(late.toString()));
    patch(name, 2, Map.of("use_case_ids", List.of()))
        .statusCode(200)
        .body("use_case_ids", hasSize(0));
    assertThat(told(model)).doesNotContain(late.toString());
  }

  /** Adds a use case to a project by the event after those of its members. */
  private static UUID useCase(Project project) {
    UUID id = UUID.randomUUID();
    try (TestEvents events = new TestEvents(TestKafka.bootstrapServers())) {
      events.send(
          PROJECT_TOPIC,
          TestEvents.event(EventTypes.USE_CASE_CHANGED)
              .of(project.id(), 6)
              .subject("project/" + project.key())
              .data(new UseCaseChanged(id, project.id(), List.of(), List.of())));
    }
    return id;
  }

  /** The use cases that the last event of a model tells. */
  private String told(JsonPath model) {
    return log.history(UUID.fromString(model.getString("id")), 0, 10)
        .getLast()
        .data()
        .path("use_case_ids")
        .toString();
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
