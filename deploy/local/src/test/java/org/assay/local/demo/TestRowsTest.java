package org.assay.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts by group are those that training wrote, taken apart. */
class TestRowsTest {

  private static final Path EXAMPLE =
      Path.of("..", "..", "examples", "mortgage").toAbsolutePath().normalize();

  @ParameterizedTest
  @CsvSource({"afam, 97", "single, 252"})
  void countsEveryRowOnce(String column, long rowsOfYes) throws IOException {
    JsonNode counts = TestRows.read(EXAMPLE).countedBy(column, "attribute").path("groups");

    JsonNode measured =
        new ObjectMapper().readTree(EXAMPLE.resolve("metrics.json").toFile()).path("counts");
    assertThat(counts.findValuesAsText("name")).containsExactly("no", "yes");
    assertThat(sum(counts, "tp")).isEqualTo(measured.path("true_positive").asLong());
    assertThat(sum(counts, "fp")).isEqualTo(measured.path("false_positive").asLong());
    assertThat(sum(counts, "tn")).isEqualTo(measured.path("true_negative").asLong());
    assertThat(sum(counts, "fn")).isEqualTo(measured.path("false_negative").asLong());
    JsonNode yes = counts.path(1);
    assertThat(
            yes.path("tp").asLong()
                + yes.path("fp").asLong()
                + yes.path("tn").asLong()
                + yes.path("fn").asLong())
        .isEqualTo(rowsOfYes);
  }

  private static long sum(JsonNode groups, String cell) {
    long sum = 0;
    for (JsonNode group : groups) {
      sum += group.path(cell).asLong();
    }
    return sum;
  }
}
