package org.assay.registry.experiment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "train/auc", "f1 score", "a.b-c_d:e", "größe", "...a", "a..b", " "})
  void acceptsWhatMlflowAccepts(String key) {
    assertThatCode(() -> Keys.check("metric", key, "/metrics")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "./a", "a/./b", "../a", "a/..", ".", "..", "a*", "a\nb"})
  void refusesWhatMightNameAnotherFile(String key) {
    assertThatThrownBy(() -> Keys.check("metric", key, "/metrics"))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auc\u200D", "auc\u200C", "auc\uFE0F", "a\u034Fuc", "gro\u0308\u00DFe"})
  void refusesWhatLooksLikeAnotherKey(String key) {
    assertThatThrownBy(() -> Keys.check("metric", key, "/metrics"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void refusesMoreCharactersThanAKeyHas() {
    assertThatCode(() -> Keys.check("tag", "a".repeat(Keys.MAX_KEY), "/tags"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Keys.check("tag", "a".repeat(Keys.MAX_KEY + 1), "/tags"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void refusesAKeyTwice() {
    assertThatThrownBy(() -> Keys.checkUnique("param", List.of("a", "b", "a"), "/params"))
        .hasMessageContaining("Duplicate param keys")
        .hasMessageContaining("'a'");
  }
}
