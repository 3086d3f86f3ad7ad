package org.assay.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedOpenApiTest {

  private static final String FIRST =
      """
      openapi: 3.1.0
      info: {title: First, version: 1.0.0}
      security: [{bearer: []}]
      tags: [{name: a}]
      paths:
        /api/v1/as/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          get: {operationId: readA, responses: {'200': {description: ok}}}
        /q/health: {get: {operationId: health, responses: {'200': {description: ok}}}}
      components:
        schemas: {Problem: {type: object}, A: {type: string}}
      """;

  private static final String SECOND =
      """
      openapi: 3.1.0
      info: {title: Second, version: 1.0.0}
      tags: [{name: a}, {name: b}]
      paths:
        /api/v1/bs: {get: {operationId: listBs, security: [], responses: {'200': {description: ok}}}}
      components:
        schemas: {Problem: {type: object}, B: {type: string}}
      """;

  @Test
  void joinsPathsComponentsAndTags() {
    JsonNode merged = merge(FIRST, SECOND);

    assertThat(merged.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(merged.at("/info/title").asText()).isEqualTo("First");
    assertThat(merged.path("paths").fieldNames())
        .toIterable()
        .containsExactly("/api/v1/as/{id}", "/api/v1/bs");
    assertThat(merged.at("/components/schemas").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("Problem", "A", "B");
    assertThat(merged.path("tags")).hasSize(2);
  }

  @Test
  void givesEachOperationTheSecurityOfItsDocument() {
    JsonNode paths = merge(FIRST, SECOND).path("paths");

    assertThat(paths.path("/api/v1/as/{id}").at("/get/security/0").has("bearer")).isTrue();
    assertThat(paths.path("/api/v1/bs").at("/get/security")).isEmpty();
  }

  @Test
  void refusesAPathOfTwoDocumentsWhateverItsParameterIsCalled() {
    String other = SECOND.replace("/api/v1/bs", "/api/v1/as/{name}");

    assertThatThrownBy(() -> merge(FIRST, other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("path /api/v1/as/{name}");
  }

  @Test
  void refusesTwoSchemasOfOneName() {
    String other = SECOND.replace("Problem: {type: object}", "Problem: {type: string}");

    assertThatThrownBy(() -> merge(FIRST, other)).hasMessageContaining("schemas Problem");
  }

  @Test
  void refusesTwoOperationsOfOneId() {
    String other = SECOND.replace("listBs", "readA");

    assertThatThrownBy(() -> merge(FIRST, other)).hasMessageContaining("operationId readA");
  }

  @Test
  void refusesAnOlderOpenApi() {
    String other = SECOND.replace("3.1.0", "3.0.3");

    assertThatThrownBy(() -> merge(FIRST, other)).hasMessageContaining("3.1");
  }

  @Test
  void writesYamlThatReadsBackTheSame() throws IOException {
    JsonNode merged = merge(FIRST, SECOND);

    String yaml = MergedOpenApi.yaml().writeValueAsString(merged);

    assertThat(MergedOpenApi.yaml().readTree(yaml)).isEqualTo(merged);
  }

  private static JsonNode merge(String... documents) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    for (int i = 0; i < documents.length; i++) {
      byName.put("document-" + i, parse(documents[i]));
    }
    return MergedOpenApi.merge(byName);
  }

  private static JsonNode parse(String yaml) {
    try {
      return MergedOpenApi.yaml().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
