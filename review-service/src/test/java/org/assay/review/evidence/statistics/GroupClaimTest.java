package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assay.review.evidence.statistics.GroupClaim.Judged;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupClaimTest {

  private static final Offset<Double> DIGITS = within(2e-6);
  private static final Group A = new Group("A", new Confusion(45, 15, 35, 5));
  private static final Group B = new Group("B", new Confusion(30, 10, 40, 20));
  private static final Group C = new Group("C", new Confusion(25, 25, 25, 25));

  /** The test rows of the mortgage example; the positive class is the denial. */
  private static final Group OTHER = new Group("no", new Confusion(19, 58, 518, 28));

  private static final Group AFRICAN_AMERICAN = new Group("yes", new Confusion(17, 20, 53, 7));

  private static GroupClaim claim(Group... groups) {
    return new GroupClaim(List.of(groups), new Minimum(30, 10), 0.95);
  }

  private static Judged judged(Outcome<Judged> outcome) {
    if (outcome instanceof Outcome.Ok<Judged>(Judged judged)) {
      return judged;
    }
    throw new AssertionError("It has no verdict: " + outcome);
  }

  private static void isUndefined(Outcome<Judged> outcome, Reason reason, String... groups) {
    if (!(outcome instanceof Outcome.Undefined<Judged> none)) {
      throw new AssertionError("It is not UNDEFINED: " + outcome);
    }
    assertThat(none.reason()).isEqualTo(reason);
    assertThat(none.groups()).isEqualTo(List.of(groups));
  }

  @Test
  void judgesEachPairAtTheLevelAtWhichAllHoldTogether() {
    Judged two = judged(claim(A, B).differences(List.of(Rate.SELECTION), 0.05));
    Judged three = judged(claim(B, C, A).differences(List.of(Rate.SELECTION), 0.05));

    assertThat(two.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(two.estimate().interval().lower()).isCloseTo(0.061411, DIGITS);
    assertThat(three.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(three.first() + three.second()).isEqualTo("AB");
    assertThat(three.estimate().value()).isCloseTo(0.2, DIGITS);
    assertThat(three.estimate().interval().lower()).isCloseTo(0.030850, DIGITS);
    assertThat(three.estimate().interval().upper()).isCloseTo(0.353818, DIGITS);
    assertThat(three.n()).isEqualTo(200);
  }

  @Test
  void namesThePairAndTheRateThatDecide() {
    Judged odds =
        judged(claim(OTHER, AFRICAN_AMERICAN).differences(List.of(Rate.RECALL, Rate.FPR), 0.05));
    Judged onlyFpr =
        judged(claim(OTHER, AFRICAN_AMERICAN).differences(List.of(Rate.RECALL, Rate.FPR), 0.06));

    assertThat(odds.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(odds.first()).isEqualTo("yes");
    assertThat(odds.estimate().value()).isCloseTo(0.304078, DIGITS);
    assertThat(odds.estimate().interval().lower()).isCloseTo(0.058599, DIGITS);
    assertThat(odds.estimate().interval().upper()).isCloseTo(0.495543, DIGITS);
    assertThat(odds.n()).isEqualTo(71);
    assertThat(onlyFpr.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(onlyFpr.estimate().value()).isCloseTo(0.173278, DIGITS);
    assertThat(onlyFpr.estimate().interval().lower()).isCloseTo(0.080135, DIGITS);
  }

  @Test
  void judgesRatiosOfTheLowerRateByTheHigher() {
    Judged granted = judged(claim(AFRICAN_AMERICAN, OTHER).ratios(Rate.NEGATIVE_SELECTION, 0.8));

    assertThat(granted.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(granted.first()).isEqualTo("yes");
    assertThat(granted.estimate().value()).isCloseTo(0.705789, DIGITS);
    assertThat(granted.estimate().interval().lower()).isCloseTo(0.602016, DIGITS);
    assertThat(granted.estimate().interval().upper()).isCloseTo(0.827450, DIGITS);
    assertThat(granted.n()).isEqualTo(720);
    assertThat(judged(claim(OTHER, AFRICAN_AMERICAN).ratios(Rate.NEGATIVE_SELECTION, 0.9)))
        .isEqualTo(
            new Judged(
                Verdict.FAIL, granted.first(), granted.second(), granted.estimate(), granted.n()));
  }

  @Test
  void passesWhatAllIntervalsKeep() {
    Group one = new Group("one", new Confusion(2500, 2500, 2500, 2500));
    Group other = new Group("other", new Confusion(2475, 2475, 2525, 2525));

    assertThat(judged(claim(one, other).differences(List.of(Rate.SELECTION), 0.05)).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(judged(claim(one, other).ratios(Rate.SELECTION, 0.8)).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(judged(claim(one, other, A).differences(List.of(Rate.SELECTION), 0.05)).verdict())
        .as("a third group that is not like them")
        .isNotEqualTo(Verdict.PASS);
  }

  @Test
  void saysWhyThereIsNoVerdict() {
    Group empty = new Group("empty", new Confusion(0, 0, 0, 0));
    Group small = new Group("small", new Confusion(9, 5, 5, 5));
    Group few = new Group("few", new Confusion(5, 20, 20, 4));
    Group nobody = new Group("nobody", new Confusion(0, 0, 30, 30));

    isUndefined(claim(A).ratios(Rate.SELECTION, 0.8), Reason.SINGLE_GROUP);
    isUndefined(
        claim(A, empty).differences(List.of(Rate.SELECTION), 0.1), Reason.EMPTY_GROUP, "empty");
    isUndefined(
        claim(A, B, small).differences(List.of(Rate.SELECTION), 0.1),
        Reason.GROUP_TOO_SMALL,
        "small");
    isUndefined(
        claim(A, few).differences(List.of(Rate.RECALL, Rate.FPR), 0.1),
        Reason.GROUP_TOO_SMALL,
        "few");
    isUndefined(claim(A, nobody).ratios(Rate.SELECTION, 0.8), Reason.ZERO_CELL, "nobody", "A");
    assertThat(claim(A, B).ratios(Rate.SELECTION, 0))
        .isEqualTo(Outcome.rejected(Fault.OUT_OF_RANGE));
    assertThat(claim(A, B).differences(List.of(Rate.SELECTION), 1.5))
        .isEqualTo(Outcome.rejected(Fault.OUT_OF_RANGE));
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, PASS, PASS, PASS",
    "PASS, INCONCLUSIVE, INCONCLUSIVE, PASS",
    "INCONCLUSIVE, UNDEFINED, UNDEFINED, INCONCLUSIVE",
    "UNDEFINED, FAIL, FAIL, UNDEFINED",
    "PASS, FAIL, FAIL, PASS"
  })
  void putsVerdictsTogether(Verdict one, Verdict other, Verdict all, Verdict any) {
    assertThat(Verdict.all(List.of(one, other))).isEqualTo(all);
    assertThat(Verdict.all(List.of(other, one))).isEqualTo(all);
    assertThat(Verdict.any(List.of(one, other))).isEqualTo(any);
    assertThat(Verdict.any(List.of(other, one))).isEqualTo(any);
  }

  @Test
  void letsNothingPassOfWhichNothingIsSaid() {
    assertThat(Verdict.all(List.of())).isEqualTo(Verdict.UNDEFINED);
    assertThat(Verdict.any(List.of())).isEqualTo(Verdict.UNDEFINED);
  }
}
