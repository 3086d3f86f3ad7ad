package org.assay.registry.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"champion", "v", "v1x", "früh-2", "_"})
  void takesNamesThatMlflowTakes(String name) {
    assertThat(new AliasName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "LATEST", "v1", "V22", "a b", "", "a/b", "a\n"})
  void refusesAliasesThatMeanSomethingElse(String name) {
    assertThatThrownBy(() -> new AliasName(name)).isInstanceOf(ProblemException.class);
  }
}
