package org.assay.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"champion", "größe", "मॉडल", "模型", "нагрузка", "a b", "नमूना_1"})
  void takesNamesInAnyScript(String name) {
    assertThat(NameRule.violationOf(name)).isEmpty();
  }

  @Test
  void refusesWhatNothingShows() {
    IntStream.of(
            0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x180F, 0x200B, 0x200C, 0x200D,
            0x2060, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0061, 0xE0100, 0xE01EF)
        .forEach(
            codePoint ->
                assertThat(NameRule.violationOf("champion" + Character.toString(codePoint)))
                    .as("U+%04X", codePoint)
                    .isPresent());
  }

  @Test
  void refusesTheSameLettersInAnotherForm() {
    assertThat(NameRule.violationOf("gro\u0308\u00DFe")).isPresent();
    assertThat(NameRule.violationOf("\u212B")).isPresent();
  }
}
