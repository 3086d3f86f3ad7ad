package org.assay.review.evidence.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupReportTest {

  private static final Offset<Double> DIGITS = within(1e-6);
  private static final Minimum MINIMUM = new Minimum(30, 10);
  private static final Group A = new Group("A", new Confusion(45, 15, 35, 5));
  private static final Group B = new Group("B", new Confusion(30, 10, 40, 20));

  private static List<Reported> report(boolean positiveFavourable, Group... groups) {
    return GroupReport.of(
        List.of(groups),
        new GroupReport.Plan("sex", positiveFavourable, groups[0].name(), 0.95, MINIMUM));
  }

  private static Reported find(List<Reported> report, String statistic, Scope scope) {
    return report.stream()
        .filter(one -> one.statistic().equals(statistic) && one.scope().equals(scope))
        .findFirst()
        .orElseThrow();
  }

  private static Reported metric(List<Reported> report, String statistic) {
    return find(report, statistic, new Scope.OfAttribute("sex"));
  }

  private static double valueOf(Reported reported) {
    return requireNonNull(reported.value());
  }

  @Test
  void reportsGroupsPairsAndTheAttribute() {
    List<Reported> report = report(true, A, B);

    assertThat(report).hasSize(5 * 2 + 4 + 9).allMatch(one -> one.reason() == null);
    Reported selection = find(report, "selection_rate", new Scope.OfGroup("A"));
    assertThat(selection.n()).isEqualTo(100);
    assertThat(valueOf(selection)).isEqualTo(0.6);
    Interval interval = requireNonNull(selection.interval());
    assertThat(interval.lower()).isCloseTo(0.502003, DIGITS);
    assertThat(interval.upper()).isCloseTo(0.690599, DIGITS);
    assertThat(find(report, "recall", new Scope.OfGroup("B")).n()).isEqualTo(50);

    Reported pair = find(report, "selection_rate", new Scope.OfPair("A", "B"));
    assertThat(valueOf(pair)).isCloseTo(0.2, DIGITS);
    assertThat(requireNonNull(pair.interval()).lower()).isCloseTo(0.061411, within(2e-6));
    assertThat(requireNonNull(pair.interval()).upper()).isCloseTo(0.328126, within(2e-6));
    assertThat(requireNonNull(pair.test()).statistic()).isCloseTo(2.828427, DIGITS);
    assertThat(requireNonNull(pair.test()).pValue()).isCloseTo(0.004678, DIGITS);
    assertThat(pair.adjustedP()).isEqualTo(pair.test().pValue());

    assertThat(valueOf(metric(report, "demographic_parity_difference"))).isCloseTo(0.2, DIGITS);
    assertThat(valueOf(metric(report, "demographic_parity_ratio"))).isCloseTo(2 / 3.0, DIGITS);
    assertThat(valueOf(metric(report, "equal_opportunity_difference"))).isCloseTo(0.3, DIGITS);
    assertThat(valueOf(metric(report, "equalized_odds_difference"))).isCloseTo(0.3, DIGITS);
    assertThat(valueOf(metric(report, "average_odds_difference"))).isCloseTo(-0.2, DIGITS);
    assertThat(valueOf(metric(report, "predictive_parity_difference"))).isCloseTo(0, DIGITS);
    assertThat(metric(report, "accuracy_gap").n()).isEqualTo(200);
  }

  @Test
  void turnsSelectionRoundWhereTheOtherClassIsFavourable() {
    List<Reported> report = report(false, A, B);

    assertThat(valueOf(find(report, "selection_rate", new Scope.OfGroup("A")))).isEqualTo(0.4);
    assertThat(valueOf(find(report, "recall", new Scope.OfGroup("A")))).isEqualTo(0.9);
    assertThat(valueOf(metric(report, "demographic_parity_ratio"))).isCloseTo(2 / 3.0, DIGITS);
    assertThat(valueOf(find(report, "selection_rate", new Scope.OfPair("A", "B"))))
        .isCloseTo(-0.2, DIGITS);
  }

  @Test
  void adjustsThePValuesOfEachRateForItsPairs() {
    Group c = new Group("C", new Confusion(20, 20, 30, 30));

    List<Reported> pairs =
        report(true, A, B, c).stream()
            .filter(one -> one.scope() instanceof Scope.OfPair)
            .filter(one -> one.statistic().equals("selection_rate"))
            .toList();

    assertThat(pairs).hasSize(3);
    double least =
        pairs.stream().mapToDouble(one -> requireNonNull(one.test()).pValue()).min().orElseThrow();
    assertThat(pairs)
        .anyMatch(one -> Math.abs(requireNonNull(one.adjustedP()) - 3 * least) < 1e-12);
  }

  @Test
  void namesTheGroupsThatHaveNoValue() {
    Group small = new Group("small", new Confusion(5, 5, 5, 5));
    Group empty = new Group("empty", new Confusion(0, 0, 0, 0));

    List<Reported> withSmall = report(true, A, small);
    List<Reported> withEmpty = report(true, A, B, empty);

    Reported rate = find(withSmall, "selection_rate", new Scope.OfGroup("small"));
    assertThat(rate.reason()).isEqualTo(Reason.GROUP_TOO_SMALL);
    assertThat(rate.value()).isNull();
    Reported pair = find(withSmall, "recall", new Scope.OfPair("A", "small"));
    assertThat(pair.reason()).isEqualTo(Reason.GROUP_TOO_SMALL);
    assertThat(pair.groups()).containsExactly("small");
    assertThat(pair.test()).isNull();
    assertThat(metric(withEmpty, "fpr_gap").reason()).isEqualTo(Reason.EMPTY_GROUP);
    assertThat(metric(withEmpty, "fpr_gap").groups()).containsExactly("empty");
    assertThat(find(withEmpty, "selection_rate", new Scope.OfPair("A", "B")).value())
        .as("a planned comparison that cannot be made counts in the family")
        .isNotNull();
    assertThat(find(withEmpty, "selection_rate", new Scope.OfPair("A", "B")).adjustedP())
        .isCloseTo(3 * 0.004677735, within(1e-6));
  }

  @Test
  void comparesNothingWithASingleGroup() {
    List<Reported> report = report(true, A);

    assertThat(report).hasSize(5 + 9);
    assertThat(metric(report, "demographic_parity_difference").reason())
        .isEqualTo(Reason.SINGLE_GROUP);
    assertThat(valueOf(find(report, "accuracy", new Scope.OfGroup("A")))).isEqualTo(0.8);
  }

  /** Both groups select everybody: the difference is known, z is not. */
  @Test
  void keepsADifferenceThatHasNoTest() {
    Group all = new Group("all", new Confusion(40, 10, 0, 0));
    Group too = new Group("too", new Confusion(30, 20, 0, 0));

    Reported pair = find(report(true, all, too), "selection_rate", new Scope.OfPair("all", "too"));

    assertThat(pair.value()).isZero();
    assertThat(pair.interval()).isNotNull();
    assertThat(pair.test()).isNull();
    assertThat(pair.reason()).isEqualTo(Reason.ZERO_VARIANCE);
  }

  @Test
  void takesTheLargestGroupForTheReference() {
    assertThat(GroupReport.largest(List.of(A, B))).isEqualTo("A");
    assertThat(GroupReport.largest(List.of(B, new Group("C", new Confusion(99, 99, 1, 1)))))
        .isEqualTo("C");
  }
}
