package org.assay.contracts.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"credit", "abc", "a-1", "a23456789012345678901234567890123456789z"})
  void takesAProjectKey(String key) {
    assertThat(new ProjectKey(key)).hasToString(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "Credit",
        "1credit",
        "credit-",
        "cre.dit",
        "cre dit",
        "a234567890123456789012345678901234567890z"
      })
  void refusesAProjectKey(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ProjectKey(key));
  }

  @Test
  void splitsAModelNameAtTheFirstDot() {
    ModelName name = ModelName.parse("credit.denial v1.2");

    assertThat(name.project()).isEqualTo(new ProjectKey("credit"));
    assertThat(name.name()).isEqualTo("denial v1.2");
    assertThat(name).hasToString("credit.denial v1.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credit",
        "credit.",
        "credit. ",
        "credit.a/b",
        "credit.a:b",
        "credit.a%b",
        "credit.a ",
        "credit.a\u0000b",
        "credit.a\u202eb",
        "credit.a\u200bb",
        "credit.e\u0301"
      })
  void refusesAModelName(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> ModelName.parse(name));
  }

  @Test
  void refusesAModelNameThatIsTooLong() {
    assertThat(ModelName.parse("credit." + "x".repeat(200)).name()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelName.parse("credit." + "x".repeat(201)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "sha256:ABC", "md5:d41d8cd98f00b204e9800998ecf8427e"})
  void refusesADigest(String digest) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Digest(digest));
  }

  @Test
  void allowsLinesOnlyWhereATextHasThem() {
    assertThat(PlainTextRule.violationOf("one\ntwo")).isPresent();
    assertThat(PlainTextRule.violationOf("one\ntwo", true)).isEmpty();
    assertThat(PlainTextRule.violationOf("one\rtwo", true)).isPresent();
    assertThat(PlainTextRule.violationOf("\ud800")).isPresent();
    assertThat(PlainTextRule.violationOf("Zürich 東京 🙂")).isEmpty();
  }
}
