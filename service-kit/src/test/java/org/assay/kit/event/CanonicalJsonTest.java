package org.assay.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  record Payload(UUID modelId, int number, @Nullable String absent, List<String> authors) {}

  @Test
  void writesSnakeCaseInOrderOfNamesWithoutAbsentMembers() {
    UUID id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    assertThat(text(new Payload(id, 3, null, List.of("b", "a"))))
        .isEqualTo(
            "{\"authors\":[\"b\",\"a\"],\"model_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\","
                + "\"number\":3}");
  }

  @Test
  void writesWhatNoDoubleHoldsAsAString() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("exact", 9_007_199_254_740_992L);
    payload.put("wide", 9_007_199_254_740_993L);
    payload.put("negative", Long.MIN_VALUE);
    payload.put("money", new BigDecimal("12.50"));
    payload.put("rate", 0.1);

    assertThat(text(payload))
        .isEqualTo(
            "{\"exact\":9007199254740992,\"money\":\"12.50\","
                + "\"negative\":\"-9223372036854775808\",\"rate\":0.1,"
                + "\"wide\":\"9007199254740993\"}");
  }

  /** RFC 8785 3.2.3: names are compared by their UTF-16 code units. */
  @Test
  void sortsNamesByUtf16CodeUnits() {
    assertThat(text(Map.of("\u20ac", 1, "\r", 2, "1", 3, "\ud83d\ude00", 4, "\ufb33", 5)))
        .isEqualTo("{\"\\r\":2,\"1\":3,\"\u20ac\":1,\"\ud83d\ude00\":4,\"\ufb33\":5}");
  }

  @Test
  void refusesWhatJsonHasNoNumberFor() {
    assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("rate", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(Object payload) {
    return new String(CanonicalJson.bytes(payload), StandardCharsets.UTF_8);
  }
}
