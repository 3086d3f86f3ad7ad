package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector, whose values come from exact arithmetic or from other implementations. */
class VectorsTest {

  private static final JsonNode DOCUMENT = read();

  private static JsonNode read() {
    try (InputStream vectors = VectorsTest.class.getResourceAsStream("/statistics/vectors.json")) {
      return new ObjectMapper().readTree(vectors);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> vectors() {
    return StreamSupport.stream(DOCUMENT.get("vectors").spliterator(), false)
        .map(vector -> Arguments.of(vector.get("id").asText(), vector));
  }

  @Test
  void hasThemAll() {
    Set<String> ids = new HashSet<>();
    vectors().forEach(vector -> ids.add((String) vector.get()[0]));

    assertThat(ids).hasSize(381).hasSize(DOCUMENT.get("count").asInt());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void holds(String id, JsonNode vector) {
    Map<String, Object> actual =
        Answers.of(vector.get("statistic").asText(), new Input(vector.get("input")));

    JsonNode expected = vector.get("expected");
    assertThat(actual.get("status")).as(id).isEqualTo(expected.get("status").asText());
    Closeness closeness = new Closeness(vector.get("tolerance"));
    expected
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().equals("exact")) {
                closeness.check(
                    id + "/" + member.getKey(), actual.get(member.getKey()), member.getValue());
              }
            });
  }

  /** Compares within {@code abs + rel * |expected|}. */
  private record Closeness(JsonNode tolerance) {

    void check(String at, @Nullable Object actual, JsonNode expected) {
      if (actual == null) {
        throw new AssertionError("There is no " + at);
      }
      if (expected.isNumber()) {
        double wanted = expected.asDouble();
        double off =
            tolerance.get("abs").asDouble() + tolerance.get("rel").asDouble() * Math.abs(wanted);
        assertThat(((Number) actual).doubleValue()).as(at).isCloseTo(wanted, within(off));
      } else if (expected.isArray()) {
        List<?> members = (List<?>) actual;
        assertThat(members).as(at).hasSize(expected.size());
        for (int index = 0; index < expected.size(); index++) {
          check(at + "/" + index, members.get(index), expected.get(index));
        }
      } else if (expected.isObject()) {
        expected
            .properties()
            .forEach(
                member ->
                    check(
                        at + "/" + member.getKey(),
                        ((Map<?, ?>) actual).get(member.getKey()),
                        member.getValue()));
      } else if (expected.isBoolean()) {
        assertThat(actual).as(at).isEqualTo(expected.asBoolean());
      } else {
        assertThat(actual.toString()).as(at).isEqualTo(expected.asText());
      }
    }
  }
}
