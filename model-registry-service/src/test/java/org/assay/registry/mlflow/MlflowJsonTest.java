package org.assay.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowJsonTest {

  record Tag(@Nullable String key, @Nullable String value) {}

  record Asked(
      @Nullable String name,
      @Nullable Long timestamp,
      @Nullable Double value,
      @Nullable Boolean archiveExisting,
      @Nullable List<String> orderBy,
      @Nullable List<Tag> tags) {}

  @Test
  void readsWhatEitherClientWrites() {
    Asked python = read("{\"name\":\"a\",\"timestamp\":17,\"value\":0.5,\"new_in_4\":{}}");
    Asked java = read("{\"name\":\"a\",\"timestamp\":\"17\",\"value\":0.5,\"tags\":null}");

    assertThat(java).isEqualTo(python);
    assertThat(java.timestamp()).isEqualTo(17);
  }

  @Test
  void readsNumbersThatAreNone() {
    assertThat(read("{\"value\":\"NaN\"}").value()).isNaN();
    assertThat(read("{\"value\":\"-Infinity\"}").value()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void readsAQuery() {
    Asked asked =
        MlflowJson.query(
            Map.of(
                "name", List.of("a"),
                "archive_existing", List.of("true"),
                "timestamp", List.of("17"),
                "order_by", List.of("a", "b")),
            Asked.class);
    Asked one = MlflowJson.query(Map.of("order_by", List.of("a")), Asked.class);

    assertThat(asked).isEqualTo(new Asked("a", 17L, null, true, List.of("a", "b"), null));
    assertThat(one.orderBy()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"name\":1}                      | Invalid value 1 for parameter 'name' supplied",
        "{\"tags\":[{\"key\":true}]}       | Invalid value true for parameter 'tags.0.key'",
        "{\"timestamp\":1.5}               | Invalid value 1.5 for parameter 'timestamp'",
        "{\"timestamp\":\"soon\"}          | Invalid value \"soon\" for parameter 'timestamp'",
        "{\"name\":\"a\\u0000\"}           | A string holds the character U+0000",
        "[]                                | The body is not a JSON object",
        "{                                 | The body cannot be read as JSON",
        "{} {}                             | The body cannot be read as JSON",
      })
  void refusesWithTheNameOfTheParameter(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(MlflowFailure.class)
        .hasMessageStartingWith(message);
  }

  private static Asked read(String body) {
    return MlflowJson.body(body.getBytes(StandardCharsets.UTF_8), Asked.class);
  }
}
