package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-, 0, 10",
    "bytes=3-5, 3, 3",
    "bytes=9-9, 9, 1",
    "bytes=3-99, 3, 7",
    "bytes=-4, 6, 4",
    "bytes=-99, 0, 10",
  })
  void readsOneRange(String header, long from, long length) {
    assertThat(ByteRange.of(header, 10)).contains(new ByteRange(from, length));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "bytes=-",
        "bytes=5-3",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=a-b",
        "bytes 0-1"
      })
  void meansTheWholeByWhatItDoesNotRead(@Nullable String header) {
    assertThat(ByteRange.of(header, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0", "bytes=999999999999999999-"})
  void refusesARangeOutside(String header) {
    assertThatThrownBy(() -> ByteRange.of(header, 10))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.type()).isEqualTo(RegistryProblem.RANGE_NOT_SATISFIABLE));
  }

  @Test
  void refusesAnyRangeOfNothing() {
    assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0)).isInstanceOf(ProblemException.class);
  }

  @Test
  void saysWhichBytesTheyAre() {
    assertThat(new ByteRange(3, 4).contentRange(10)).isEqualTo("bytes 3-6/10");
  }
}
