package org.assay.review.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For how long what people decided is valid, by the calendar in UTC; a policy that does not say so
 * lets it be valid without end.
 *
 * @param approvals how long an approval counts, such as {@code P12M}
 * @param releases how long a release allows deployments, if its approvals do so long
 * @param grace how long after the end of every release the version is left before it is revoked; it
 *     allows nothing. None if absent
 */
public record Validity(
    @Nullable Period approvals, @Nullable Period releases, @Nullable Period grace) {

  /** No end. */
  public static final Validity WITHOUT_END = new Validity(null, null, null);

  /** Where the longest period that a policy may ask for ends, counted from the epoch. */
  private static final LocalDate LONGEST = LocalDate.EPOCH.plusYears(10);

  /**
   * Takes the periods.
   *
   * @throws IllegalArgumentException if one is negative or longer than ten years, or if an approval
   *     or a release would never be valid
   */
  public Validity {
    Stream.of(Optional.ofNullable(approvals), Optional.ofNullable(releases))
        .flatMap(Optional::stream)
        .forEach(
            period -> {
              if (!LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH)) {
                throw new IllegalArgumentException("What is valid for no time never counts");
              }
              check(period);
            });
    Optional.ofNullable(grace).ifPresent(Validity::check);
  }

  /**
   * Returns what is valid only as long as both let it be; the shorter of two periods is the one
   * that ends first from the epoch on.
   */
  Validity shorter(Validity other) {
    if (endsNothing()) {
      return other;
    }
    if (other.endsNothing()) {
      return this;
    }
    boolean bothLeave = grace != null && other.grace != null;
    return new Validity(
        shorter(approvals, other.approvals),
        shorter(releases, other.releases),
        bothLeave ? shorter(grace, other.grace) : null);
  }

  private boolean endsNothing() {
    return approvals == null && releases == null;
  }

  /** Returns the period that ends first from the epoch on; an absent one never does. */
  static @Nullable Period shorter(@Nullable Period one, @Nullable Period other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return shorterOf(one, other);
  }

  static Period shorterOf(Period one, Period other) {
    return LocalDate.EPOCH.plus(other).isBefore(LocalDate.EPOCH.plus(one)) ? other : one;
  }

  private static void check(Period period) {
    LocalDate end = LocalDate.EPOCH.plus(period);
    if (end.isBefore(LocalDate.EPOCH) || end.isAfter(LONGEST)) {
      throw new IllegalArgumentException(
          "A validity is from P1D to P10Y, not %s".formatted(period));
    }
  }

  /** Returns when an approval of an instant ends, empty where it does not. */
  public Optional<Instant> approvalUntil(Instant at) {
    return Optional.ofNullable(approvals).map(period -> after(at, period));
  }

  /** Returns when a release of an instant ends by itself, empty where it does not. */
  public Optional<Instant> releaseUntil(Instant at) {
    return Optional.ofNullable(releases).map(period -> after(at, period));
  }

  /** Returns when a version whose last release ended at an instant is revoked. */
  public Instant graceUntil(Instant end) {
    return grace == null ? end : after(end, grace);
  }

  /** Returns where a period from an instant on ends, by the calendar in UTC. */
  public static Instant after(Instant at, Period period) {
    return at.atOffset(ZoneOffset.UTC).plus(period).toInstant();
  }
}
