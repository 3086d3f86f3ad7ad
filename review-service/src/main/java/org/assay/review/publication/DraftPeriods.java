package org.assay.review.publication;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.assay.kit.problem.ProblemException;
import org.assay.review.policy.Validity;
import org.assay.review.publication.DraftContent.DraftValidity;
import org.jspecify.annotations.Nullable;

/** The periods of a draft, read from what a request writes and written as it does. */
final class DraftPeriods {

  private static final Period LONGEST_REBINDING = Period.ofDays(180);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private DraftPeriods() {}

  /**
   * Reads for how long decisions are valid.
   *
   * @param pointer where that stands
   * @throws ProblemException {@code VALIDATION_FAILED} at the member that is out of range
   */
  static Validity validity(@Nullable DraftValidity drafted, String pointer) {
    if (drafted == null) {
      return Validity.WITHOUT_END;
    }
    Period approvals = period(drafted.approvals());
    Period releases = period(drafted.releases());
    Period grace = period(drafted.grace());
    checked(pointer + "/approvals", approvals, null, null);
    checked(pointer + "/releases", null, releases, null);
    checked(pointer + "/grace", null, null, grace);
    return new Validity(approvals, releases, grace);
  }

  private static void checked(
      String pointer,
      @Nullable Period approvals,
      @Nullable Period releases,
      @Nullable Period grace) {
    try {
      new Validity(approvals, releases, grace);
    } catch (IllegalArgumentException outOfRange) {
      throw ProblemException.invalid(
              pointer,
              "OUT_OF_RANGE",
              grace == null ? "it is from P1D to P10Y" : "it is from P0D to P10Y")
          .because(outOfRange);
    }
  }

  /**
   * Reads a period of at least a day; null where none is said.
   *
   * @throws ProblemException {@code VALIDATION_FAILED} if it is out of range
   */
  static @Nullable Period atLeastADay(@Nullable String drafted, String pointer) {
    Period period = period(drafted);
    checked(pointer, period, null, null);
    return period;
  }

  /**
   * Reads a duration from a minute to a day.
   *
   * @throws ProblemException {@code VALIDATION_FAILED} if it is out of range
   */
  static Duration upToADay(String drafted, String pointer) {
    Duration duration = Duration.parse(drafted);
    if (duration.compareTo(MINUTE) < 0 || duration.compareTo(DAY) > 0) {
      throw ProblemException.invalid(
          pointer, "OUT_OF_RANGE", "it is from %s to %s".formatted(MINUTE, DAY));
    }
    return duration;
  }

  /**
   * Reads how long a policy leaves rounds that go on as they are; null where it does not say so.
   *
   * @throws ProblemException {@code VALIDATION_FAILED} if it is longer than 180 days
   */
  static @Nullable Period rebindAfter(@Nullable String drafted) {
    Period period = period(drafted);
    if (period != null
        && LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plus(LONGEST_REBINDING))) {
      throw ProblemException.invalid(
          "/rebind_after", "OUT_OF_RANGE", "it is from P0D to " + LONGEST_REBINDING);
    }
    return period;
  }

  private static @Nullable Period period(@Nullable String drafted) {
    return drafted == null ? null : Period.parse(drafted);
  }

  /** Writes for how long decisions are valid; null where they are so without end. */
  static @Nullable DraftValidity written(Validity validity) {
    return validity.equals(Validity.WITHOUT_END)
        ? null
        : new DraftValidity(
            written(validity.approvals()), written(validity.releases()), written(validity.grace()));
  }

  /** Writes a period; null where there is none. */
  static @Nullable String written(@Nullable Period period) {
    return Optional.ofNullable(period).map(Period::toString).orElse(null);
  }
}
