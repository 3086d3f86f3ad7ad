package org.assay.review.evidence;

import java.util.List;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.Scope;
import org.assay.review.evidence.statistics.TestResult;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A statistic as HTTP shows it; it is about a group, an attribute, a pair or, of predictions and
 * where it is claimed without a group, all rows. Of predictions groups and pairs name their
 * attribute too.
 *
 * @param statistic its name
 * @param className of predictions of several classes: the class that it is about, against the
 *     others
 * @param group the group that it is a rate of
 * @param attribute the attribute that it compares all groups of; of {@code psi} and {@code
 *     jensen_shannon} the feature
 * @param pair the two groups: the first's rate less the second's
 * @param value the statistic; absent where it has none
 * @param ciLow the lower limit of its interval
 * @param ciHigh the upper limit
 * @param method how the interval was computed: WILSON, NEWCOMBE, DELONG, CLOPPER_PEARSON, WALD,
 *     BOOTSTRAP or BOOTSTRAP_COUNTS
 * @param n how many rows it is made of
 * @param z of the test of a difference
 * @param pValue of that test, two-sided
 * @param pAdjusted the p-value adjusted for all pairs of the rate (Holm)
 * @param reason why there is no value, or no test; MASKED for readers who may not see small counts
 * @param groups the groups that the reason is about
 * @param verdict of predictions: what the plan's claim about it comes to; of a feature: whether it
 *     is within the policy's limit
 */
@Schema(name = "Statistic")
record StatisticView(
    String statistic,
    @Nullable String className,
    @Nullable String group,
    @Nullable String attribute,
    @Nullable List<String> pair,
    @Nullable Double value,
    @Nullable Double ciLow,
    @Nullable Double ciHigh,
    @Nullable String method,
    @Nullable Long n,
    @Nullable Double z,
    @Nullable Double pValue,
    @Nullable Double pAdjusted,
    @Nullable String reason,
    List<String> groups,
    @Nullable String verdict) {

  private static final String MASKED = "MASKED";

  StatisticView {
    pair = pair == null ? null : List.copyOf(pair);
    groups = List.copyOf(groups);
  }

  /** Shows a figure that somebody claims; nothing was tested. */
  static StatisticView claimed(ClaimedStatistic claimed) {
    return new StatisticView(
        claimed.statistic(),
        null,
        claimed.group(),
        null,
        null,
        claimed.value(),
        claimed.ciLow(),
        claimed.ciHigh(),
        null,
        claimed.n(),
        null,
        null,
        null,
        null,
        List.of(),
        null);
  }

  static StatisticView of(Reported reported, SmallCells cells) {
    Scope scope = reported.scope();
    if (cells.hide(scope)) {
      return shown(
          new Reported(
              reported.statistic(), scope, 0, null, null, null, null, null, null, List.of()),
          null,
          MASKED);
    }
    return shown(
        reported, reported.n(), reported.reason() == null ? null : reported.reason().name());
  }

  private static StatisticView shown(Reported reported, @Nullable Long n, @Nullable String reason) {
    Scope scope = reported.scope();
    Interval interval = reported.interval();
    TestResult test = reported.test();
    return new StatisticView(
        reported.statistic(),
        scope instanceof Scope.OfClass(String name) ? name : null,
        scope instanceof Scope.OfGroup(String group) ? group : null,
        scope instanceof Scope.OfAttribute(String attribute) ? attribute : null,
        scope instanceof Scope.OfPair(String first, String second) ? List.of(first, second) : null,
        reported.value(),
        interval == null ? null : interval.lower(),
        interval == null ? null : interval.upper(),
        reported.method() == null ? null : reported.method().name(),
        n,
        test == null ? null : test.statistic(),
        test == null ? null : test.pValue(),
        reported.adjustedP(),
        reason,
        reported.groups(),
        null);
  }

  /** Shows a statistic of predictions; of what is hidden nothing but its name and the verdict. */
  static StatisticView of(ReportRow row, boolean hidden) {
    String group = row.group();
    String other = row.other();
    return new StatisticView(
        row.statistic(),
        row.className(),
        other == null ? group : null,
        row.attribute(),
        group == null || other == null ? null : List.of(group, other),
        hidden ? null : row.value(),
        hidden ? null : row.ciLow(),
        hidden ? null : row.ciHigh(),
        hidden ? null : row.method(),
        hidden ? null : row.n(),
        hidden ? null : row.z(),
        hidden ? null : row.pValue(),
        hidden ? null : row.pAdjusted(),
        hidden ? MASKED : row.reason(),
        hidden ? List.of() : row.atFault(),
        row.verdict());
  }
}
