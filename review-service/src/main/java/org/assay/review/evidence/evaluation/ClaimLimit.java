package org.assay.review.evidence.evaluation;

import java.util.OptionalLong;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.statistics.Claim;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A limit for a statistic, whoever set it: a plan or a policy.
 *
 * @param statistic what is measured
 * @param attribute whose groups are compared; absent where it is about all rows
 * @param className of several classes, where it is about one: which
 * @param limit the limit
 * @param atLeast whether the value has to be at least that, and not at most
 */
public record ClaimLimit(
    String statistic,
    @Nullable String attribute,
    @Nullable String className,
    double limit,
    boolean atLeast) {

  /** Returns the limit that a plan sets. */
  public static ClaimLimit of(PlannedClaim claim) {
    return new ClaimLimit(
        claim.statistic().statistic(),
        claim.attribute(),
        claim.className(),
        claim.limit(),
        claim.statistic().atLeast());
  }

  /** Returns what an interval of the statistic itself says of it. */
  public Verdict judge(Interval interval) {
    return claim().judge(interval);
  }

  private Claim claim() {
    return atLeast ? new Claim.AtLeast(limit) : new Claim.AtMost(limit);
  }

  /**
   * Returns the claim with what was found.
   *
   * @param method how the interval was computed; absent where it is not kept
   * @param n how many rows it is made of
   */
  public JudgedClaim judged(
      Verdict verdict, @Nullable Double value, Interval interval, @Nullable String method, long n) {
    return new JudgedClaim(
        statistic,
        attribute,
        className,
        limit,
        atLeast,
        verdict.name(),
        value,
        interval.lower(),
        interval.upper(),
        method,
        n,
        rowsToDecide(verdict, value, interval, n),
        null);
  }

  private @Nullable Long rowsToDecide(
      Verdict verdict, @Nullable Double value, Interval interval, long n) {
    if (verdict != Verdict.INCONCLUSIVE || value == null) {
      return null;
    }
    OptionalLong rows = claim().rowsToDecide(n, new Estimate(value, interval));
    return rows.isPresent() ? rows.getAsLong() : null;
  }

  /** Returns the claim with why nothing can be said of it. */
  public JudgedClaim undefined(String reason) {
    return new JudgedClaim(
        statistic,
        attribute,
        className,
        limit,
        atLeast,
        Verdict.UNDEFINED.name(),
        null,
        null,
        null,
        null,
        null,
        null,
        reason);
  }
}
