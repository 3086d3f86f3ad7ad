package org.assay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

  private final RouteTable table = new RouteTable(config());

  @ParameterizedTest
  @CsvSource({
    "/api/v1/projects, PROJECT_SERVICE",
    "/api/v1/projects/credit/members, PROJECT_SERVICE",
    "/api/v1/use-cases, PROJECT_SERVICE",
    "/api/v1/people/x, PROJECT_SERVICE",
    "/api/v1/models, REGISTRY_SERVICE",
    "/api/v1/models/credit.denial/versions/3, REGISTRY_SERVICE",
    "/api/v1/models/credit.denial/versions/3/submissions, REGISTRY_SERVICE",
    "/api/v1/models/credit.denial/versions/3/history, REGISTRY_SERVICE",
    "/api/v1/models/credit.a%20model/versions/3/releases, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/requirements, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/revocations/7, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/evidence, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/holds, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/incidents, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/evaluation-plans, REVIEW_SERVICE",
    "/api/v1/evaluation-plans/7, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/monitoring, REVIEW_SERVICE",
    "/api/v1/incidents, REVIEW_SERVICE",
    "/api/v1/incidents/7/closures, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/overrides, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/attestation, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/versions/3/dossier, REVIEW_SERVICE",
    "/api/v1/models/credit.denial/releases, REGISTRY_SERVICE",
    "/api/v1/models/versions/versions/1/runs, REGISTRY_SERVICE",
    "/api/v1/runs/1, REGISTRY_SERVICE",
    "/api/v1/deployments/1/endings, REGISTRY_SERVICE",
    "/api/v1/models/credit.denial/versions/3/deployments, REGISTRY_SERVICE",
    "/api/v1/gate, REVIEW_SERVICE",
    "/api/v1/reviews/1/decisions, REVIEW_SERVICE",
    "/api/v1/proposals/1, REVIEW_SERVICE",
    "/api/v1/calendars/credit, REVIEW_SERVICE",
    "/api/v1/notices, REVIEW_SERVICE",
    "/api/v1/triggers, REVIEW_SERVICE",
    "/api/v1/operations/review-service/parked-events, REVIEW_SERVICE",
    "/api/v1/operations/model-registry-service/redrives, REGISTRY_SERVICE",
    "/api/2.0/mlflow/registered-models/get, REGISTRY_SERVICE",
    "/api/2.0/mlflow-artifacts/artifacts/1/a/model.pkl, REGISTRY_SERVICE",
    "/api/3.0/mlflow/server-info, REGISTRY_SERVICE",
  })
  void knowsWhoAnswers(String path, ServiceName service) {
    assertThat(table.find(path)).get().extracting(Route::service).isEqualTo(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v1/projects/",
        "/api/v1/Projects",
        "/api/v1/%70rojects",
        "/api/v1/operations",
        "/api/v1/operations/review-service",
        "/api/v1/operations/review-service/",
        "/api/v1/operations/gateway/parked-events",
        "/api/v2/projects",
        "/api/v1x/projects",
        "/api/2.0/other",
        "/api/2.0/mlflow",
        "/api/2.0/mlflow-other/x",
        "/api/3.0/mlflow-artifacts/x",
        "/projects",
        ""
      })
  void knowsNoOtherPath(String path) {
    assertThat(table.find(path)).isEmpty();
  }

  @Test
  void givesAPathItsOwnLimits() {
    Route artifacts = table.find("/api/v1/artifacts/1").orElseThrow();
    Route models = table.find("/api/v1/models").orElseThrow();

    assertThat(artifacts.bodyLimit()).isEqualTo(5L << 30);
    assertThat(artifacts.answerTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(models.bodyLimit()).isEqualTo(1 << 20);
    assertThat(models.answerTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  static RouteConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(RouteConfig.class)
        .withDefaultValue("assay.route.project-service.url", "http://localhost:1")
        .withDefaultValue("assay.route.registry-service.url", "http://localhost:2")
        .withDefaultValue("assay.route.review-service.url", "http://localhost:3")
        .withDefaultValue("assay.route.body-limits.artifacts", "5G")
        .withDefaultValue("assay.route.answer-timeouts.artifacts", "PT5M")
        .build()
        .getConfigMapping(RouteConfig.class);
  }
}
