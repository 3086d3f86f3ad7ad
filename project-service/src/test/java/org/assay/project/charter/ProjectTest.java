package org.assay.project.charter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProjectTest {

  private final Project project = Charters.project(ProjectState.ACTIVE);

  @Test
  void belongsToItsFounder() {
    assertThat(project.owner()).isEqualTo("founder").isEqualTo(project.createdBy());
  }

  @Test
  void changesWhatIsSaidAboutIt() {
    assertThat(project.change(Charters.charter("Fair credit"))).isTrue();
    assertThat(project.charter().name()).isEqualTo("Fair credit");
  }

  @Test
  void takesTheSameCharterForNoChange() {
    assertThat(project.change(project.charter())).isFalse();
  }

  @Test
  void countsRevisionsFromOne() {
    assertThat(project.advance()).isEqualTo(1);
    assertThat(project.advance()).isEqualTo(2).isEqualTo(project.revision());
  }
}
