package org.assay.verification.fault.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.regex.Pattern;
import org.assay.verification.fault.failpoint.Agent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantScriptsTest {

  private static final Pattern FIRED =
      Pattern.compile("inside\\.Mutations\\.fired\\(\"([^\"]+)\"\\)");

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void areThereForEachMutant(Mutant mutant) {
    assertThat(Agent.class.getResource("/org/assay/verification/fault/" + mutant.script()))
        .isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void noteThatEachRuleDoesItsWork(Mutant mutant) {
    String script = Agent.text("mutant/" + mutant.label() + ".btm");
    assertThat(mutant.rules()).isNotEmpty();
    assertThat(FIRED.matcher(script).results().map(fired -> fired.group(1)))
        .containsExactlyElementsOf(mutant.rules());
  }

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void areBroughtToLightByFaultsThatThereAre(Mutant mutant) {
    assertThat(mutant.faults()).isNotEmpty();
    assertThatCode(() -> mutant.faults().forEach(MutantTrial::fault)).doesNotThrowAnyException();
  }
}
