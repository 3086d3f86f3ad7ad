package org.assay.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT extends ReviewTestCase {

  private static final Path COMMITTED = Path.of("src/main/openapi/openapi.yaml");

  @Test
  void equalsTheCommittedDocument() throws IOException {
    JsonNode served = new JsonMapper().readTree(given().get("/openapi?format=json").asString());
    // The order of members within a schema differs from build to build, and means nothing.
    JsonNode committed = new YAMLMapper().readTree(Files.readString(COMMITTED));

    assertThat(served)
        .as("after a change of the API: cp target/openapi/openapi.yaml " + COMMITTED)
        .isEqualTo(committed);
  }

  @Test
  void statesAPermissionForEveryOperation() throws IOException {
    JsonNode document = new JsonMapper().readTree(given().get("/openapi?format=json").asString());

    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            assertThat(operation.getValue().path("x-permission").asText())
                                .as("%s %s", operation.getKey(), path.getKey())
                                .isNotEmpty()));
  }
}
