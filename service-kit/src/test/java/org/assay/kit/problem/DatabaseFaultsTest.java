package org.assay.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultsTest {

  @ParameterizedTest
  @CsvSource({
    "23505, ALREADY_EXISTS",
    "40001, CONCURRENT_CHANGE",
    "40P01, CONCURRENT_CHANGE",
    "22021, VALIDATION_FAILED",
    "08006, SERVICE_UNAVAILABLE",
    "57P01, SERVICE_UNAVAILABLE",
    "53300, SERVICE_UNAVAILABLE",
    "25P04, SERVICE_UNAVAILABLE",
    ", SERVICE_UNAVAILABLE",
  })
  void tellsByState(@Nullable String state, CommonProblem expected) {
    assertThat(told(new IllegalStateException(new SQLException("secret", state))))
        .isEqualTo(expected);
  }

  @Test
  void tellsALostUpdateHoweverDeepItIsWrapped() {
    assertThat(told(new RuntimeException(new Exception(new OptimisticLockException("Note")))))
        .isEqualTo(CommonProblem.CONCURRENT_CHANGE);
  }

  @Test
  void leavesABugToBeTold() {
    assertThat(DatabaseFaults.tell(new SQLException("secret", "42P01"))).isEmpty();
    assertThat(DatabaseFaults.tell(new IllegalStateException("secret"))).isEmpty();
  }

  @Test
  void saysNothingOfTheDatabase() {
    assertThat(DatabaseFaults.tell(new SQLException("secret", "23505")))
        .hasValueSatisfying(problem -> assertThat(problem.detail()).doesNotContain("secret"));
  }

  private static @Nullable ProblemType told(Throwable thrown) {
    return DatabaseFaults.tell(thrown).map(ProblemException::type).orElse(null);
  }
}
