package org.assay.registry.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "mlflow.source.name", "odd key: 2", "ключ"})
  void takesKeysThatMlflowTakes(String key) {
    assertThat(new Tag(key, "").key()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "./a", "a/../b", "..", "a;b", "a\nb", "a\u202eb"})
  void refusesOtherKeys(String key) {
    assertThatThrownBy(() -> new Tag(key, "")).isInstanceOf(ProblemException.class);
  }

  @Test
  void boundsKeyAndValue() {
    assertThat(new Tag("k".repeat(Tag.MAX_KEY), "v".repeat(Tag.MAX_VALUE))).isNotNull();
    assertThatThrownBy(() -> new Tag("k".repeat(Tag.MAX_KEY + 1), ""))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> new Tag("k", "v".repeat(Tag.MAX_VALUE + 1)))
        .isInstanceOf(ProblemException.class);
  }
}
