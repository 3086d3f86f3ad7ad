package org.assay.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  private static final UUID ID = UUID.fromString("01932c07-0000-7000-8000-000000000001");

  private static VersionChanged submitted() {
    return new VersionChanged(
        ID,
        ID,
        "credit.denial",
        ID,
        3,
        "IN_REVIEW",
        "sha256:" + "a".repeat(64),
        "CLAIMED",
        List.of("author"),
        "author",
        "author",
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(new VersionChanged.Involved("owner", "DATA_OWNER")),
        null,
        null,
        null,
        2,
        List.of(new VersionChanged.ClaimedFigure("accuracy_score", "accuracy", 0.84)));
  }

  @Test
  void writesSnakeCaseAndLeavesOutWhatIsAbsent() throws JsonProcessingException {
    JsonNode json = EventJson.mapper().valueToTree(submitted());

    assertThat(json.get("version_id").asText()).isEqualTo(ID.toString());
    assertThat(json.has("decision_id")).isFalse();
    assertThat(EventJson.mapper().treeToValue(json, VersionChanged.class)).isEqualTo(submitted());
  }

  /** What was written before claimed figures were told of. */
  @Test
  void readsASubmissionThatIsOlderThanItself() throws JsonProcessingException {
    ObjectNode json = EventJson.mapper().valueToTree(submitted());
    json.remove("claimed_figures");

    assertThat(EventJson.mapper().treeToValue(json, VersionChanged.class).claimedFigures())
        .isNull();
  }

  @Test
  void readsAPayloadThatIsNewerThanItself() throws JsonProcessingException {
    String newer =
        "{\"position\":7,\"partitions\":6,\"time\":\"2026-01-02T03:04:05Z\",\"added_later\":true}";

    assertThat(EventJson.mapper().readValue(newer, Watermark.class))
        .isEqualTo(new Watermark(7, Instant.parse("2026-01-02T03:04:05Z"), 6));
  }

  @Test
  void writesWhatItsSchemaAllows() throws JsonProcessingException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                EventDocuments.schema(EventTypes.VERSION_SUBMITTED, VersionChanged.class),
                InputFormat.JSON);

    assertThat(
            schema.validate(EventJson.mapper().writeValueAsString(submitted()), InputFormat.JSON))
        .isEmpty();
    assertThat(schema.validate("{\"version_id\":1}", InputFormat.JSON)).isNotEmpty();
  }
}
