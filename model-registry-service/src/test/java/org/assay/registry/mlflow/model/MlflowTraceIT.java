package org.assay.registry.mlflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;

/** What MLflow's clients change leaves a trace that says who changed it. */
@QuarkusTest
class MlflowTraceIT extends RegistryTestCase {

  private static final String API = "/api/2.0/mlflow/";
  private static final Map<String, Object> MODEL = Map.of("name", "denial");
  private static final Map<String, Object> FIRST = Map.of("name", "denial", "version", "1");

  @Inject EventLog log;

  /** What mlflow#2208 asks for. */
  @Test
  void saysWhoRegisteredAVersion() {
    Project project = project();
    done("lead", project, "POST", "registered-models/create", MODEL);
    done("engineer", project, "POST", "model-versions/create", with(MODEL, "source", "s3://b/1"))
        .body("model_version.user_id", is("engineer"));
    done("lead", project, "POST", "model-versions/create", with(MODEL, "source", "s3://b/2"));

    in("auditor", project)
        .get(API + "model-versions/search?order_by=version_number")
        .then()
        .body("model_versions.user_id", contains("engineer", "lead"));
  }

  /**
   * What mlflow#14677 (an event for every change, which no restart loses) and mlflow#14080 (who
   * called what) ask for: the events stand in the log that the change itself was committed with.
   */
  @Test
  void tellsEachChangeOfAVersionOnceAndByWhom() {
    Project project = project();
    done("lead", project, "POST", "registered-models/create", MODEL);
    done("engineer", project, "POST", "model-versions/create", with(MODEL, "source", "s3://b/1"));
    done("lead", project, "PATCH", "model-versions/update", with(FIRST, "description", "Trees"));
    done("engineer", project, "POST", "model-versions/set-tag", tag(FIRST));
    done("lead", project, "DELETE", "model-versions/delete-tag", with(FIRST, "key", "k"));
    done(
        "engineer",
        project,
        "POST",
        "model-versions/transition-stage",
        with(FIRST, "stage", "Staging"));
    String path = versions(project.key() + ".denial") + "/1";
    get("auditor", path + "/history")
        .body(
            "items.type",
            contains(
                EventTypes.VERSION_DRAFTED,
                EventTypes.VERSION_UPDATED,
                EventTypes.VERSION_UPDATED,
                EventTypes.VERSION_UPDATED,
                EventTypes.VERSION_UPDATED))
        .body("items.actor.account", contains("engineer", "lead", "engineer", "lead", "engineer"));
    UUID version = UUID.fromString(get("auditor", path).extract().jsonPath().getString("id"));

    done("lead", project, "DELETE", "model-versions/delete", FIRST);

    assertThat(log.history(version, 5, 10))
        .extracting(LoggedEvent::type, LoggedEvent::actor)
        .containsExactly(tuple(EventTypes.VERSION_DISCARDED, Tokens.subject("lead")));
  }

  /** The same for models and aliases. */
  @Test
  void tellsEachChangeOfAModelOnceAndByWhom() {
    Project project = project();
    done("engineer", project, "POST", "registered-models/create", MODEL);
    done("engineer", project, "POST", "model-versions/create", with(MODEL, "source", "s3://b/1"));
    UUID model =
        UUID.fromString(
            get("auditor", MODELS + "/" + project.key() + ".denial")
                .extract()
                .jsonPath()
                .getString("id"));
    done("lead", project, "PATCH", "registered-models/update", with(MODEL, "description", "Trees"));
    done("engineer", project, "POST", "registered-models/set-tag", tag(MODEL));
    done("lead", project, "DELETE", "registered-models/delete-tag", with(MODEL, "key", "k"));
    done("engineer", project, "POST", "registered-models/alias", with(FIRST, "alias", "shadow"));
    done("lead", project, "DELETE", "registered-models/alias", with(MODEL, "alias", "shadow"));
    done("engineer", project, "POST", "registered-models/rename", with(MODEL, "new_name", "other"));
    done("lead", project, "DELETE", "registered-models/delete", Map.of("name", "other"));

    List<LoggedEvent> events = log.history(model, 0, 20);
    assertThat(events)
        .extracting(LoggedEvent::type)
        .containsExactly(
            EventTypes.MODEL_CREATED,
            EventTypes.MODEL_UPDATED,
            EventTypes.MODEL_UPDATED,
            EventTypes.MODEL_UPDATED,
            EventTypes.ALIAS_MOVED,
            EventTypes.ALIAS_MOVED,
            EventTypes.MODEL_UPDATED,
            EventTypes.MODEL_ARCHIVED);
    assertThat(events)
        .extracting(LoggedEvent::actor)
        .containsExactlyElementsOf(
            IntStream.range(0, 8)
                .mapToObj(i -> Tokens.subject(i % 2 == 0 ? "engineer" : "lead"))
                .toList());
  }

  private static Map<String, Object> tag(Map<String, Object> subject) {
    return with(with(subject, "key", "k"), "value", "v");
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, String value) {
    Map<String, Object> more = new HashMap<>(body);
    more.put(field, value);
    return more;
  }

  private static ValidatableResponse done(
      String account, Project project, String method, String path, Map<String, Object> body) {
    return in(account, project)
        .contentType("application/json")
        .body(body)
        .request(method, API + path)
        .then()
        .statusCode(200);
  }

  private static RequestSpecification in(String account, Project project) {
    return as(account).header("X-MLFLOW-WORKSPACE", project.key());
  }
}
