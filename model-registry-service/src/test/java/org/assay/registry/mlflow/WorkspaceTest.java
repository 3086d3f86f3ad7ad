package org.assay.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.ProjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {

  private static final ProjectKey CREDIT = new ProjectKey("credit");
  private static final ModelName DENIAL = new ModelName(CREDIT, "denial.v2");

  @Test
  void takesANameLiterallyInAChosenProject() {
    Workspace workspace = new Workspace.Chosen(CREDIT);

    assertThat(workspace.model("denial.v2")).isEqualTo(DENIAL);
    assertThat(workspace.write(DENIAL)).isEqualTo("denial.v2");
  }

  @Test
  void readsTheProjectOutOfTheNameElse() {
    Workspace workspace = new Workspace.Open();

    assertThat(workspace.model("credit.denial.v2")).isEqualTo(DENIAL);
    assertThat(workspace.write(DENIAL)).isEqualTo("credit.denial.v2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"denial", ".denial", "credit.", "Not A Key.denial"})
  void saysHowToChooseAProject(String written) {
    assertThatThrownBy(() -> new Workspace.Open().model(written))
        .isInstanceOf(MlflowFailure.class)
        .hasMessageContaining("MLFLOW_WORKSPACE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a:b", " a", "a\u202e", "a\u0000"})
  void refusesNamesThatAModelCannotHave(String written) {
    assertThatThrownBy(() -> new Workspace.Chosen(CREDIT).model(written))
        .isInstanceOf(MlflowFailure.class)
        .hasMessageStartingWith("Invalid model name");
  }
}
