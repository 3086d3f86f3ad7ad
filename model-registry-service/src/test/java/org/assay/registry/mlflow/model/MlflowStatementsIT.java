package org.assay.registry.mlflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.LongStream;
import org.assay.registry.RegistryTestCase;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** How often the database is asked for what MLflow's clients read most. */
@QuarkusTest
class MlflowStatementsIT extends RegistryTestCase {

  private static final String API = "/api/2.0/mlflow/";

  @Inject SessionFactory sessions;

  /** Each once: project and role, model, version by alias, tags, aliases of the version. */
  @Test
  void looksNothingUpTwiceForAnAlias() {
    Project project = project();
    send(project, "registered-models/create", Map.of("name", "denial"));
    send(project, "model-versions/create", Map.of("name", "denial", "source", "s3://b/1"));
    Map<String, String> alias = Map.of("name", "denial", "alias", "shadow", "version", "1");
    send(project, "registered-models/alias", alias);

    assertThat(statements(project, "registered-models/alias?name=denial&alias=shadow"))
        .isEqualTo(5);
  }

  /** The fewest of three tries, since events that arrive meanwhile are counted, too. */
  private long statements(Project project, String path) {
    Statistics statistics = sessions.getStatistics();
    statistics.setStatisticsEnabled(true);
    return LongStream.range(0, 3)
        .map(
            _ -> {
              statistics.clear();
              as("engineer")
                  .header("X-MLFLOW-WORKSPACE", project.key())
                  .get(API + path)
                  .then()
                  .statusCode(200);
              return statistics.getPrepareStatementCount();
            })
        .min()
        .orElseThrow();
  }

  private static void send(Project project, String path, Map<String, String> body) {
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(body)
        .post(API + path)
        .then()
        .statusCode(200);
  }
}
