package org.assay.registry.mlflow;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.assay.kit.testing.Tokens;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MlflowErrorIT extends RegistryTestCase {

  @Test
  void saysThatWorkspacesAreUnderstood() {
    as("engineer")
        .get("/api/3.0/mlflow/server-info")
        .then()
        .statusCode(200)
        .body("store_type", equalTo("SqlStore"))
        .body("workspaces_enabled", equalTo(true));
  }

  @Test
  void answersAPathThatIsNotThereInMlflowsShape() {
    assertError(as("engineer").get("/api/2.0/mlflow/nothing").then(), 404, "ENDPOINT_NOT_FOUND");
    assertError(
        as("engineer").get("/api/2.0/mlflow-artifacts/nothing").then(), 404, "ENDPOINT_NOT_FOUND");
  }

  @Test
  void answersAMethodThatDoesNotApplyInMlflowsShape() {
    assertError(
        as("engineer").post("/api/3.0/mlflow/server-info").then(), 404, "ENDPOINT_NOT_FOUND");
  }

  @Test
  void answersAStrangerInMlflowsShape() {
    assertError(given().get("/api/2.0/mlflow/nothing").then(), 401, "UNAUTHENTICATED");
    assertError(
        withToken(Tokens.of("operator")).get("/api/3.0/mlflow/server-info").then(),
        403,
        "PERMISSION_DENIED");
  }

  @Test
  void leavesOtherPathsAlone() {
    as("engineer")
        .get("/api/2.0/mlflow-other/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  private static void assertError(ValidatableResponse answer, int status, String code) {
    answer
        .statusCode(status)
        .contentType("application/json")
        .body("$", aMapWithSize(2))
        .body("error_code", equalTo(code));
  }
}
