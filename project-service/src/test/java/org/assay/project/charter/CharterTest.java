package org.assay.project.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.junit.jupiter.api.Test;

class CharterTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Test
  void refusesToEndBeforeItStarts() {
    assertThatThrownBy(() -> Charters.dated(DAY, DAY.minusDays(1)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProjectProblem.DATES_OUT_OF_ORDER);
              assertThat(problem.errors().getFirst().pointer()).isEqualTo("/ends_on");
            });
  }

  @Test
  void mayLastOneDay() {
    assertThat(Charters.dated(DAY, DAY).endsOn()).isEqualTo(DAY);
  }

  @Test
  void mayBeOpenAtEitherEnd() {
    assertThat(Charters.dated(null, DAY).startsOn()).isNull();
    assertThat(Charters.dated(DAY, null).endsOn()).isNull();
  }
}
