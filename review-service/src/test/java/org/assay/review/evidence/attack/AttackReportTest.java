package org.assay.review.evidence.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assay.review.evidence.attack.AttackRoc.RocPoint;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttackReportTest {

  private static final Offset<Double> CLOSE = within(5e-5);

  private static PrivacyAttack membership(
      long tp, long fp, long tn, long fn, @Nullable AttackRoc roc) {
    return new PrivacyAttack(
        AttackKind.MEMBERSHIP_INFERENCE, new MemberGuesses(tp, fp, tn, fn), null, roc);
  }

  private static ReportRow row(PrivacyAttack attack, String statistic) {
    return AttackReport.of(attack, 0.95).stream()
        .filter(one -> one.statistic().equals(statistic))
        .findFirst()
        .orElseThrow();
  }

  /** Newcombe 1998: 7 of 34 less 1 of 34. */
  @Test
  void measuresMembershipByTheDifferenceOfTwoRates() {
    ReportRow advantage = row(membership(7, 1, 33, 27, null), "membership_advantage");

    assertThat(advantage.value()).isCloseTo(6.0 / 34, CLOSE);
    assertThat(advantage.ciLow()).isCloseTo(0.0189, CLOSE);
    assertThat(advantage.ciHigh()).isCloseTo(0.3404, CLOSE);
    assertThat(advantage.method()).isEqualTo("NEWCOMBE");
    assertThat(advantage.n()).isEqualTo(68);
    assertThat(row(membership(7, 1, 33, 27, null), "attack_accuracy").value())
        .isCloseTo(40.0 / 68, CLOSE);
  }

  /** Wilson 1927: 18 of 20. */
  @Test
  void measuresOtherAttacksByTheRateLessTheBaseline() {
    PrivacyAttack extraction =
        new PrivacyAttack(AttackKind.EXTRACTION, null, new AttackTrials(18L, 20L, 0.5), null);

    ReportRow advantage = row(extraction, "attack_advantage");

    assertThat(advantage.value()).isCloseTo(0.4, CLOSE);
    assertThat(advantage.ciLow()).isCloseTo(0.19897, CLOSE);
    assertThat(advantage.ciHigh()).isCloseTo(0.47213, CLOSE);
    assertThat(advantage.method()).isEqualTo("WILSON");
    assertThat(row(extraction, "attack_success_rate").ciLow()).isCloseTo(0.69897, CLOSE);
  }

  @Test
  void findsNoMoreMembersThanTheShareOfOthersAllows() {
    AttackRoc roc =
        new AttackRoc(
            0.01, List.of(new RocPoint(10L, 1L), new RocPoint(12L, 2L), new RocPoint(90L, 40L)));

    ReportRow found = row(membership(60, 40, 60, 40, roc), "tpr_at_fpr");

    assertThat(found.value()).isCloseTo(0.10, CLOSE);
    assertThat(found.n()).isEqualTo(100);
  }

  @Test
  void saysThatThereIsNoAdvantageWithoutOthers() {
    ReportRow advantage = row(membership(10, 0, 0, 10, null), "membership_advantage");

    assertThat(advantage.value()).isNull();
    assertThat(advantage.reason()).isEqualTo("EMPTY_INPUT");
  }

  @Test
  void knowsWhichCountsAreSmall() {
    assertThat(membership(9, 40, 60, 40, null).smallCounts()).isTrue();
    assertThat(membership(10, 40, 60, 40, null).smallCounts()).isFalse();
    assertThat(guesses(995, 1000).smallCounts()).isTrue();
    assertThat(guesses(990, 1000).smallCounts()).isFalse();
  }

  private static PrivacyAttack guesses(long successes, long trials) {
    return new PrivacyAttack(
        AttackKind.ATTRIBUTE_INFERENCE, null, new AttackTrials(successes, trials, 0.5), null);
  }
}
