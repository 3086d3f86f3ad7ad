package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The merged OpenAPI document, and that it tells the truth about who is let in. */
@ExtendWith(RunningWhole.class)
class OpenApiE2E {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final Setting setting;

  OpenApiE2E(Whole whole) {
    this.setting = whole.setting();
  }

  record Operation(String method, String path, JsonNode description) {

    Request request() {
      String concrete = path.replaceAll("\\{[^}]*}", "x");
      return new Request(Setting.NOBODY, method.toUpperCase(Locale.ROOT), concrete, Map.of(), null);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Test
  void coversThePathsOfTheStory() {
    assertThat(operations())
        .extracting(Operation::toString)
        .contains(
            "post /api/v1/projects",
            "post /api/v1/projects/{key}/members",
            "post /api/v1/models",
            "post /api/v1/models/{name}/versions",
            "post /api/v1/models/{name}/versions/{number}/submissions",
            "get /api/v1/reviews",
            "post /api/v1/reviews/{id}/assignments",
            "post /api/v1/reviews/{id}/decisions",
            "post /api/v1/models/{name}/versions/{number}/releases",
            "get /api/v1/gate",
            "get /api/v1/models/{name}/versions/{number}",
            "get /api/v1/models/{name}/versions/{number}/requirements",
            "get /api/v1/models/{name}/versions/{number}/history",
            "get /api/v1/me");
  }

  @Test
  void letsNobodyInWithoutAToken() {
    for (Operation operation : operations()) {
      Answer answer = setting.send(operation.request());
      assertThat(answer.status()).as("%s answered %s", operation, answer.body()).isEqualTo(401);
      Refusal.good(answer);
    }
  }

  @Test
  void statesThePermissionAndAUniqueNameOfEveryOperation() {
    Set<String> names = new TreeSet<>();
    for (Operation operation : operations()) {
      assertThat(operation.description().path("x-permission").asText())
          .as("x-permission of %s", operation)
          .isNotBlank();
      assertThat(operation.description().path("summary").asText())
          .as("summary of %s", operation)
          .isNotBlank();
      assertThat(names.add(operation.description().path("operationId").asText()))
          .as("operationId of %s", operation)
          .isTrue();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    JsonNode document = document();
    for (String reference : document.findValuesAsText("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as("%s", reference).isFalse();
    }
  }

  @Test
  void isTheSameAsYamlAndHasAPage() throws IOException {
    Answer yaml =
        setting.send(Request.get(Setting.NOBODY, "/openapi").with("Accept", "application/yaml"));
    assertThat(yaml.status()).isEqualTo(200);
    JsonNode parsed = new YAMLMapper().readTree(yaml.body().asText());
    assertThat(new ObjectMapper().readTree(parsed.toString()).path("paths"))
        .isEqualTo(document().path("paths"));
    Answer page = setting.send(Request.get(Setting.NOBODY, "/docs").with("Accept", "text/html"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body().asText()).contains("submissions").contains("<html");
  }

  private JsonNode document() {
    Answer answer = setting.send(Request.get(Setting.NOBODY, "/openapi"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/openapi")).startsWith("3.1");
    return answer.body();
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (METHODS.contains(method.getKey())
                              && path.getKey().startsWith("/api/")) {
                            operations.add(
                                new Operation(method.getKey(), path.getKey(), method.getValue()));
                          }
                        }));
    return operations;
  }
}
