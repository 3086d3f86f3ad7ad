package org.assay.registry.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import org.assay.contracts.problem.Problem;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetRegistrationTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void refusesDataAboutPeopleWithoutALegalBasis(PersonalData about) {
    assertThat(refused(about, null, TODAY.plusYears(1), null)).isEqualTo("/legal_basis");
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void refusesDataAboutPeopleWithoutALastDay(PersonalData about) {
    assertThat(refused(about, "consent", null, null)).isEqualTo("/retain_until");
  }

  @Test
  void refusesALastDayThatIsOver() {
    assertThat(refused(PersonalData.NONE, null, TODAY.minusDays(1), null))
        .isEqualTo("/retain_until");
  }

  @Test
  void refusesAPeriodThatEndsBeforeItBegins() {
    assertThat(
            refused(
                PersonalData.NONE,
                null,
                null,
                new RegisterDataset.Period(TODAY, TODAY.minusDays(1))))
        .isEqualTo("/period/until");
  }

  @Test
  void takesDataAboutNobodyWithoutEither() {
    assertThatCode(
            () ->
                DatasetRegistration.check(
                    asked(PersonalData.NONE, null, null, new RegisterDataset.Period(TODAY, TODAY)),
                    TODAY))
        .doesNotThrowAnyException();
  }

  @Test
  void takesPersonalDataOnTheirLastDay() {
    assertThatCode(
            () ->
                DatasetRegistration.check(
                    asked(PersonalData.SPECIAL, "consent", TODAY, null), TODAY))
        .doesNotThrowAnyException();
  }

  private static String refused(
      PersonalData about,
      @Nullable String basis,
      @Nullable LocalDate until,
      RegisterDataset.@Nullable Period period) {
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class,
            () -> DatasetRegistration.check(asked(about, basis, until, period), TODAY));
    return refusal.errors().stream().map(Problem.FieldError::pointer).findFirst().orElse("none");
  }

  private static RegisterDataset asked(
      PersonalData about,
      @Nullable String basis,
      @Nullable LocalDate until,
      RegisterDataset.@Nullable Period period) {
    return new RegisterDataset(
        "credit",
        "hmda",
        "1",
        "sha256:" + "ab".repeat(32),
        null,
        null,
        null,
        "archive",
        "CC0",
        about,
        basis,
        period,
        null,
        until,
        null);
  }
}
