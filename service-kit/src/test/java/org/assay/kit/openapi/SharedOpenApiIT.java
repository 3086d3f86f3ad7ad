package org.assay.kit.openapi;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.junit.jupiter.api.Test;

/** What all operations have in common stands in the document without a word in the resource. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class SharedOpenApiIT {

  @Test
  void namesTheProblemsOfAnOperation() {
    document()
        .body("openapi", equalTo("3.1.0"))
        .body(
            "paths.'/api/v1/notes'.get.responses.'401'.$ref",
            equalTo("#/components/responses/Problem"))
        .body("paths.'/api/v1/notes'.get.responses", not(hasKey("412")))
        .body("paths.'/api/v1/notes/{id}'.put.responses", hasKey("412"))
        .body("paths.'/api/v1/notes/{id}'.put.responses", hasKey("428"))
        .body("components.schemas.Problem.required", hasItem("code"));
  }

  @Test
  void asksForAnIdempotencyKeyWhereOneIsNeeded() {
    document()
        .body(
            "paths.'/api/v1/notes'.post.parameters.$ref",
            hasItem("#/components/parameters/IdempotencyKey"))
        .body("paths.'/api/v1/notes/live'.post", not(hasKey("parameters")));
  }

  @Test
  void writesNamesInSnakeCase() {
    document().body("components.schemas.WriteNote.properties", hasKey("content_digest"));
  }

  @Test
  void asksForABearerToken() {
    document()
        .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
        .body("security[0]", hasKey("bearer"));
  }

  private static ValidatableResponse document() {
    return given().get("/openapi?format=json").then().statusCode(200);
  }
}
