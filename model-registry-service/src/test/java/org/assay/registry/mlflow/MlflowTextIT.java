package org.assay.registry.mlflow;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MLflow's clients write and people read later: nothing in it hides or reorders text. */
@QuarkusTest
class MlflowTextIT extends RegistryTestCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          registered-models/create | {"name": "other", "description": "%s"}
          model-versions/create    | {"name": "denial", "source": "s3://b/%s"}
          model-versions/create    | {"name": "denial", "source": "s3://b", "run_id": "%s"}
          model-versions/create    | {"name": "denial", "source": "s3://b", "run_link": "%s"}
          model-versions/create    | {"name": "denial", "source": "s3://b", "model_id": "%s"}
          model-versions/create    | {"name": "denial", "source": "s3://b", "description": "%s"}
          logged-models            | {"experiment_id": "0", "name": "m", "model_type": "%s"}
          runs/log-inputs          | {"run_id": "RUN", "datasets": [{"dataset": {"name": "%s", "digest": "d", "source_type": "t", "source": "s"}}]}
          runs/log-inputs          | {"run_id": "RUN", "datasets": [{"dataset": {"name": "n", "digest": "%s", "source_type": "t", "source": "s"}}]}
          runs/log-inputs          | {"run_id": "RUN", "datasets": [{"dataset": {"name": "n", "digest": "d", "source_type": "t", "source": "%s"}}]}
          """)
  void takesNoTextThatHidesOrReorders(String path, String body) {
    Project project = project();
    send(project, "registered-models/create", "{\"name\": \"denial\"}").statusCode(200);
    String run =
        send(project, "runs/create", "{\"experiment_id\": \"0\"}")
            .statusCode(200)
            .extract()
            .path("run.info.run_id");
    String asked = body.replace("RUN", run);

    for (String hidden : new String[] {"\\u202e", "\\u0007", "\\u200b", "\\u2028"}) {
      send(project, path, asked.formatted("a" + hidden + "b"))
          .statusCode(400)
          .body("error_code", is("INVALID_PARAMETER_VALUE"))
          .body("message", containsString("U+" + hidden.substring(2).toUpperCase(Locale.ROOT)));
    }
    send(project, path, asked.formatted("a b")).statusCode(200);
  }

  private static ValidatableResponse send(Project project, String path, String body) {
    return as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(body)
        .post("/api/2.0/mlflow/" + path)
        .then();
  }
}
