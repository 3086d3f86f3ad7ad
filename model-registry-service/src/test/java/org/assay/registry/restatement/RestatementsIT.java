package org.assay.registry.restatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.registry.ProjectServiceFake;
import org.assay.registry.dataset.DatasetTestCase;
import org.assay.registry.version.Reviews;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What was told before review-service kept it is told again, once. */
@QuarkusTest
class RestatementsIT extends DatasetTestCase {

  private static final String DEPLOYMENTS = "/api/v1/deployments";

  @Inject Restatements restatements;

  @Inject EventLog log;

  /** As if the service was upgraded just now. */
  private static void upgrade() throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(
                setting("quarkus.datasource.jdbc.url"),
                setting("quarkus.flyway.username"),
                setting("quarkus.flyway.password"));
        Statement statement = owner.createStatement()) {
      statement.executeUpdate(
          """
          update restatement
             set after_id = '00000000-0000-0000-0000-000000000000', done_at = null,
                 last_id = case what
                   when 'MODELS' then (select id from model order by id desc limit 1)
                   when 'DEPLOYMENTS' then (select id from deployment order by id desc limit 1)
                   else (select version_id from version_withdrawn_data order by version_id desc limit 1) end
          """);
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private LoggedEvent last(String id) {
    return log.history(UUID.fromString(id), 0, 50).getLast();
  }

  private static String id(String path) {
    return get("engineer", path).statusCode(200).extract().jsonPath().getString("id");
  }

  @Test
  void tellsAgainOnceWhatWasToldBefore() throws SQLException {
    Project project = project();
    UUID use = UUID.randomUUID();
    ProjectServiceFake.showUseCase("engineer", project.key(), use.toString());
    Map<String, Object> asked = model(project, "denial");
    asked.put("use_case_ids", List.of(use));
    String model = post("engineer", MODELS, asked).extract().jsonPath().getString("name");
    String silent = registered(project, "silent");
    String data = registeredDataset(dataset(project, "hmda"));
    Map<String, Object> version = version();
    version.put("lineage", List.of(on("TRAINED_ON", data)));
    post("engineer", versions(model), version).statusCode(201);
    String path = versions(model) + "/1";
    act("engineer", path + "/submissions", 2).statusCode(201);
    String staging = deployed(model, "staging");
    try (Reviews reviews = new Reviews(get("engineer", path).extract().jsonPath())) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.released(1, "production", "RELEASED");
      await().untilAsserted(() -> get("engineer", path).body("state", is("RELEASED")));
    }
    String production = deployed(model, "production");
    withdrawn(data);
    upgrade();

    restatements.goOn();

    LoggedEvent ofModel = last(id(MODELS + "/" + model));
    assertThat(ofModel.type()).isEqualTo(EventTypes.MODEL_UPDATED);
    assertThat(ofModel.aggregateVersion()).isEqualTo(2);
    assertThat(ofModel.data().path("use_case_ids").get(0).asText()).isEqualTo(use.toString());
    assertThat(last(id(MODELS + "/" + silent)).aggregateVersion()).isEqualTo(1);
    LoggedEvent ofDeployment = last(production);
    assertThat(ofDeployment.type()).isEqualTo(EventTypes.DEPLOYMENT_REPORTED);
    assertThat(ofDeployment.aggregateVersion()).isEqualTo(2);
    assertThat(last(staging).aggregateVersion()).isEqualTo(1);
    LoggedEvent ofVersion = last(id(path));
    assertThat(ofVersion.type()).isEqualTo(EventTypes.VERSION_DATA_WITHDRAWN);
    assertThat(ofVersion.data().path("withdrawn_dataset_id").asText()).isEqualTo(data);
    long told = ofVersion.aggregateVersion();
    get("engineer", path).body("revision", is((int) told));

    restatements.goOn();

    assertThat(last(id(MODELS + "/" + model)).aggregateVersion()).isEqualTo(2);
    assertThat(last(production).aggregateVersion()).isEqualTo(2);
    assertThat(last(id(path)).aggregateVersion()).isEqualTo(told);
  }

  private static String deployed(String model, String environment) {
    return post(
            "engineer",
            DEPLOYMENTS,
            Map.of("model", model, "digest", DIGEST, "environment", environment))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }
}
