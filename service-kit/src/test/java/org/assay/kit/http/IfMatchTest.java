package org.assay.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

  @ParameterizedTest
  @ValueSource(strings = {"\"7.0a1b\"", "\"7\"", "7", " 7 "})
  void readsTheRevision(String header) {
    assertThat(IfMatch.revision(header)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "W/\"7\"", "\"7\", \"8\"", "x", "\"\"", "7.5", "9999999999999999999"})
  void refusesWhatNamesNotOneRevision(String header) {
    assertRefused(header, CommonProblem.MALFORMED_CONDITION);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void refusesAnAbsentHeader(@org.jspecify.annotations.Nullable String header) {
    assertRefused(header, CommonProblem.PRECONDITION_REQUIRED);
  }

  @Test
  void letsTheCurrentRevisionPass() {
    IfMatch.require("\"7\"", 7);
  }

  private static void assertRefused(
      @org.jspecify.annotations.Nullable String header, CommonProblem type) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> IfMatch.revision(header))
        .extracting(ProblemException::type)
        .isEqualTo(type);
  }
}
