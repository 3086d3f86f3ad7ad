package org.assay.review.evidence.evaluation;

import java.util.List;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.Scope;
import org.assay.review.evidence.statistics.TestResult;
import org.assay.review.evidence.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A statistic as it is kept.
 *
 * @param attribute whose groups it is about; absent for all rows
 * @param statistic its name
 * @param className of several classes: the one that it is about; absent else
 * @param group the group, or the first of a pair
 * @param other the second of a pair
 * @param n how many rows it is made of
 * @param value the statistic; absent where it has none
 * @param ciLow the lower limit of its interval
 * @param ciHigh the upper limit
 * @param method how the interval was computed
 * @param z of the test of a difference
 * @param pValue of that test
 * @param pAdjusted the same adjusted for all pairs (Holm)
 * @param reason why there is no value, or no test
 * @param atFault the groups that the reason is about
 * @param verdict on the plan's claim about it
 */
public record ReportRow(
    @Nullable String attribute,
    String statistic,
    @Nullable String className,
    @Nullable String group,
    @Nullable String other,
    long n,
    @Nullable Double value,
    @Nullable Double ciLow,
    @Nullable Double ciHigh,
    @Nullable String method,
    @Nullable Double z,
    @Nullable Double pValue,
    @Nullable Double pAdjusted,
    @Nullable String reason,
    List<String> atFault,
    @Nullable String verdict) {

  /** Copies the groups. */
  public ReportRow {
    atFault = List.copyOf(atFault);
  }

  /** Returns a statistic of a report as a row. */
  public static ReportRow of(
      @Nullable String attribute, Reported reported, @Nullable String verdict) {
    Interval interval = reported.interval();
    TestResult test = reported.test();
    return new ReportRow(
        attribute,
        reported.statistic(),
        reported.scope() instanceof Scope.OfClass(String name) ? name : null,
        reported.scope().first(),
        reported.scope().second(),
        reported.n(),
        reported.value(),
        interval == null ? null : interval.lower(),
        interval == null ? null : interval.upper(),
        reported.method() == null ? null : reported.method().name(),
        test == null ? null : test.statistic(),
        test == null ? null : test.pValue(),
        reported.adjustedP(),
        reported.reason() == null ? null : reported.reason().name(),
        reported.groups(),
        verdict);
  }

  /**
   * Returns a figure that is about no group and has neither interval nor test.
   *
   * @param attribute what it is about; absent for all
   * @param reason why it has no value, or less of one than it takes
   * @param atFault what the reason is about
   */
  public static ReportRow figure(
      @Nullable String attribute,
      String statistic,
      long n,
      @Nullable Double value,
      @Nullable String reason,
      List<String> atFault,
      @Nullable Verdict verdict) {
    return new ReportRow(
        attribute,
        statistic,
        null,
        null,
        null,
        n,
        value,
        null,
        null,
        null,
        null,
        null,
        null,
        reason,
        atFault,
        verdict == null ? null : verdict.name());
  }
}
