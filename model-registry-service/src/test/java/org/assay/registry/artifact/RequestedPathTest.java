package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedPathTest {

  private static final String BEFORE = "/api/v1/artifacts/credit/files/";

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b",
    "dir%20a/%C3%BC/f, dir a/\u00fc/f",
    "a+b, a+b",
    "a%2Fb, a/b",
    "a%3Bb%3F%23, a;b?#",
    "a%2525, a%25"
  })
  void decodesEachOctetOnce(String raw, String path) {
    assertThat(RequestedPath.after(BEFORE + raw, 5)).isEqualTo(new ArtifactPath(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../x",
        "a/../b",
        "%2e%2e/x",
        "%2E%2E%2Fx",
        "a/..%2f..%2f..%2fetc%2fpasswd",
        "..%5cx",
        "a%5c..%5cb",
        "%2Fetc%2Fpasswd",
        "a//b",
        "a%00b",
        "a%0ab",
        "a%E2%80%AEb",
        "%c0%ae%c0%ae/x",
        "%e0%80%ae/x",
        "a%",
        "a%4",
        "a%zz",
        "%ff",
        "C%3A/x"
      })
  void refusesWhatLeadsElsewhereInAnySpelling(String raw) {
    assertThatThrownBy(() -> RequestedPath.after(BEFORE + raw, 5))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.type()).isEqualTo(CommonProblem.MALFORMED_PATH));
  }

  @Test
  void meansTheProjectByNoFolder() {
    assertThat(RequestedPath.folder(null)).isNull();
    assertThat(RequestedPath.folder("")).isNull();
    assertThat(RequestedPath.folder("/")).isNull();
    assertThat(RequestedPath.folder("a/b/")).isEqualTo(new ArtifactPath("a/b"));
  }
}
