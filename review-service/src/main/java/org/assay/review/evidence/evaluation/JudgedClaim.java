package org.assay.review.evidence.evaluation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A claim of a plan with what the data say of it.
 *
 * @param statistic what is measured
 * @param attribute whose groups are compared; absent where it is about all rows
 * @param className of several classes, where it is about one: which
 * @param limit what the plan says
 * @param atLeast whether the value has to be at least that, and not at most
 * @param verdict what the interval says: PASS, FAIL, INCONCLUSIVE or UNDEFINED
 * @param value the value; of groups that of the two that decide
 * @param ciLow the lower limit of its interval, of groups at the level of all pairs together
 * @param ciHigh the upper limit
 * @param method how the interval was computed; absent where it was not kept
 * @param n how many rows it is made of
 * @param rowsToDecide about how many rows would decide what is inconclusive; absent where it is
 *     decided, or no number would
 * @param reason why there is no value
 */
@Schema(name = "JudgedClaim")
public record JudgedClaim(
    String statistic,
    @Nullable String attribute,
    @Nullable String className,
    double limit,
    boolean atLeast,
    String verdict,
    @Nullable Double value,
    @Nullable Double ciLow,
    @Nullable Double ciHigh,
    @Nullable String method,
    @Nullable Long n,
    @Nullable Long rowsToDecide,
    @Nullable String reason) {

  /** Returns the verdict alone, for readers who may not see the numbers. */
  public JudgedClaim masked() {
    return new JudgedClaim(
        statistic, attribute, className, limit, atLeast, verdict, null, null, null, null, null,
        null, "MASKED");
  }
}
