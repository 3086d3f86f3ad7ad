package org.assay.registry.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"champion", "v", "v1x", "früh-2", "_", "मॉडल"})
  void takesNamesThatMlflowTakes(String name) {
    assertThat(new AliasName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest", "LATEST", "v1", "V22", "a b", "", "a/b", "a\n", "ｌａｔｅｓｔ", "lateſt", "ｖ１"
      })
  void refusesAliasesThatMeanSomethingElse(String name) {
    assertThatThrownBy(() -> new AliasName(name)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "champion\u200D",
        "champion\u200C",
        "champion\uFE0F",
        "champ\u034Fion",
        "champion\u3164",
        "fru\u0308h"
      })
  void refusesWhatLooksLikeAnotherName(String name) {
    assertThatThrownBy(() -> new AliasName(name))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("must");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Champion", "CHAMPION", "ｃｈａｍｐｉｏｎ", "ⓒhampion", "champıon"})
  void foldsWhatReadsAlike(String name) {
    assertThat(AliasName.folded(name)).isEqualTo("champion");
  }
}
