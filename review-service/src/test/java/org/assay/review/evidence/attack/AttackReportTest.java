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
        AttackKind.MEMBERSHIP_INFERENCE, new MemberGuesses(tp, fp, tn, fn), null, roc, null);
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

  /** Newcombe 1998: 56 of 70 less 48 of 80. */
  @Test
  void measuresOtherAttacksByTheDifferenceFromTheControl() {
    PrivacyAttack extraction =
        trials(new AttackTrials(56L, 70L, new AttackTrials.Control(48L, 80L), null));

    ReportRow advantage = row(extraction, "attack_advantage");

    assertThat(advantage.value()).isCloseTo(0.2, CLOSE);
    assertThat(advantage.ciLow()).isCloseTo(0.0524, CLOSE);
    assertThat(advantage.ciHigh()).isCloseTo(0.3339, CLOSE);
    assertThat(advantage.method()).isEqualTo("NEWCOMBE");
    assertThat(advantage.n()).isEqualTo(150);
    assertThat(row(extraction, "control_success_rate").value()).isCloseTo(0.6, CLOSE);
  }

  /** Wilson 1927: 18 of 20. */
  @Test
  void measuresOtherAttacksByTheRateLessABaselineThatIsSaid() {
    PrivacyAttack extraction = trials(new AttackTrials(18L, 20L, null, 0.5));

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

  /** 0.29 * 100 is less than 29 as a double. */
  @Test
  void findsMembersExactlyAtTheShareAndByTheCountsThemselves() {
    AttackRoc exact = new AttackRoc(0.29, List.of(new RocPoint(90L, 29L)));
    AttackRoc poor = new AttackRoc(0.05, List.of(new RocPoint(1L, 2L)));

    assertThat(row(membership(50, 60, 40, 50, exact), "tpr_at_fpr").value()).isCloseTo(0.9, CLOSE);
    assertThat(row(membership(90, 0, 100, 10, poor), "tpr_at_fpr").value()).isCloseTo(0.9, CLOSE);
  }

  @Test
  void hasADigestThatTellsNoCounts() {
    MemberGuesses counts = new MemberGuesses(4L, 5L, 6L, 7L);
    PrivacyAttack one = PrivacyAttack.salted(AttackKind.MEMBERSHIP_INFERENCE, counts, null, null);
    PrivacyAttack same = PrivacyAttack.salted(AttackKind.MEMBERSHIP_INFERENCE, counts, null, null);

    assertThat(one.digest()).isNotEqualTo(same.digest());
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
    AttackTrials.Control few = new AttackTrials.Control(9L, 1000L);
    assertThat(trials(new AttackTrials(500L, 1000L, few, null)).smallCounts()).isTrue();
  }

  private static PrivacyAttack guesses(long successes, long trials) {
    return trials(new AttackTrials(successes, trials, null, 0.5));
  }

  private static PrivacyAttack trials(AttackTrials trials) {
    return new PrivacyAttack(AttackKind.EXTRACTION, null, trials, null, null);
  }
}
