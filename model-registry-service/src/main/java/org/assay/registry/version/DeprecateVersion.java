package org.assay.registry.version;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is asked for to deprecate a version.
 *
 * @param successor the number of the version of the model that takes its place
 * @param lastDay the last day that it may run where it runs, in UTC
 */
@Schema(name = "DeprecateVersion")
record DeprecateVersion(
    @NotNull @Min(1) @Max(Integer.MAX_VALUE) @Schema(examples = "4") Integer successor,
    @NotNull @Schema(examples = "2027-03-31") LocalDate lastDay) {

  private static final Clock CLOCK = Clock.systemUTC();

  /**
   * Refuses a day that is over, and a successor that could not take the place.
   *
   * @param following the version of the successor's number
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  void check(ModelVersion version, ModelVersion following) {
    LocalDate today = LocalDate.now(CLOCK);
    if (lastDay.isBefore(today)) {
      throw ProblemException.invalid(
          "/last_day", "OUT_OF_RANGE", "%s is over; today is %s".formatted(lastDay, today));
    }
    if (successor == version.number()) {
      throw ProblemException.invalid(
          "/successor", "INVALID", "a version does not take its own place");
    }
    if (!following.isFitToFollow()) {
      throw ProblemException.invalid(
          "/successor",
          "INVALID",
          "version %d is %s and cannot take its place".formatted(successor, following.state()));
    }
  }
}
