package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.assay.review.evidence.attack.AttackKind;
import org.assay.review.evidence.attack.AttackRoc;
import org.assay.review.evidence.attack.AttackRoc.RocPoint;
import org.assay.review.evidence.attack.AttackTrials;
import org.assay.review.evidence.attack.MemberGuesses;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.PrivacyMeasure;
import org.assay.review.policy.PrivacyTerms;
import org.assay.review.policy.PrivacyTerms.PrivacyLimit;
import org.assay.review.requirement.VersionFacts.AttackFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrivacyClaimTest {

  private static final PrivacyTerms MEMBERSHIP = terms(PrivacyMeasure.MEMBERSHIP_INFERENCE);

  private static PrivacyTerms terms(PrivacyMeasure... attacks) {
    return new PrivacyTerms(
        0.95, List.of(attacks).stream().map(attack -> new PrivacyLimit(attack, 0.05)).toList());
  }

  private static AttackFacts guessed(long tp, long fp, RocPoint... points) {
    return facts(
        new PrivacyAttack(
            AttackKind.MEMBERSHIP_INFERENCE,
            new MemberGuesses(tp, fp, 10_000 - fp, 10_000 - tp),
            null,
            new AttackRoc(0.01, List.of(points)),
            null));
  }

  /** Thresholds that guess as well as chance, so near to each other that nothing hides between. */
  private static RocPoint[] near() {
    return LongStream.range(1, 40)
        .mapToObj(at -> new RocPoint(250 * at, 250 * at))
        .toArray(RocPoint[]::new);
  }

  private static AttackFacts extraction(
      long successes, AttackTrials.@Nullable Control control, @Nullable Double baseline) {
    return facts(
        new PrivacyAttack(
            AttackKind.EXTRACTION,
            null,
            new AttackTrials(successes, 10_000L, control, baseline),
            null,
            null));
  }

  private static AttackFacts facts(PrivacyAttack attack) {
    return new AttackFacts(UUID.randomUUID(), 1, false, attack);
  }

  private static ComputedClaim judged(AttackFacts... attacks) {
    return PrivacyClaim.of(MEMBERSHIP, List.of(attacks));
  }

  @Test
  void judgesByTheInterval() {
    assertThat(judged(guessed(5_100, 5_000, near())).verdict()).isEqualTo(Verdict.PASS);
    assertThat(judged(guessed(5_450, 5_000)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judged(guessed(5_900, 5_000)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void holdsEveryThresholdToTheLimit() {
    AttackFacts nobodyGuessed = guessed(0, 0, near());
    AttackFacts leaking = guessed(0, 0, new RocPoint(9_000L, 100L));

    assertThat(judged(nobodyGuessed).verdict()).isEqualTo(Verdict.PASS);
    ComputedClaim claim = judged(leaking);
    assertThat(claim.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(claim.said()).isNotEmpty();
  }

  @Test
  void passesNoThresholdsBetweenWhichALeakMayHide() {
    ComputedClaim ends = judged(guessed(0, 0, new RocPoint(10_000L, 10_000L)));
    ComputedClaim one = judged(guessed(5_100, 5_000, new RocPoint(0L, 0L)));

    assertThat(ends.verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(ends.said().getFirst()).contains("ROC_TOO_COARSE");
    assertThat(one.verdict()).isEqualTo(Verdict.UNDEFINED);
  }

  /** Of 5,450 less 5,000 the interval at 0.95 excludes 0.03, the one of 40 thresholds does not. */
  @Test
  void widensTheIntervalsOfManyThresholds() {
    PrivacyTerms terms =
        new PrivacyTerms(
            0.95, List.of(new PrivacyLimit(PrivacyMeasure.MEMBERSHIP_INFERENCE, 0.03)));
    RocPoint[] points =
        LongStream.range(0, 40).mapToObj(at -> new RocPoint(at, at)).toArray(RocPoint[]::new);

    assertThat(PrivacyClaim.of(terms, List.of(guessed(5_450, 5_000))).verdict())
        .isEqualTo(Verdict.FAIL);
    assertThat(PrivacyClaim.of(terms, List.of(guessed(5_450, 5_000, points))).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void failsAnAttackThatIsAlwaysWrong() {
    assertThat(judged(guessed(0, 10_000)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void passesNoSingleThreshold() {
    AttackFacts alone = facts(withoutRoc(5_100));
    AttackFacts leaking = facts(withoutRoc(5_900));

    ComputedClaim claim = judged(alone);

    assertThat(claim.verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(claim.said().getFirst()).contains("NO_ROC");
    assertThat(judged(leaking).verdict()).isEqualTo(Verdict.FAIL);
  }

  private static PrivacyAttack withoutRoc(long tp) {
    return new PrivacyAttack(
        AttackKind.MEMBERSHIP_INFERENCE,
        new MemberGuesses(tp, 5_000L, 5_000L, 10_000 - tp),
        null,
        null,
        null);
  }

  @Test
  void holdsToTheLimitWhatWasCountedOnly() {
    PrivacyTerms terms = terms(PrivacyMeasure.EXTRACTION);

    ComputedClaim said = PrivacyClaim.of(terms, List.of(extraction(9_000, null, 1.0)));

    assertThat(said.verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(said.said().getFirst()).contains("NO_CONTROL");
    AttackTrials.Control control = new AttackTrials.Control(1_000L, 10_000L);
    assertThat(PrivacyClaim.of(terms, List.of(extraction(1_100, control, null))).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(PrivacyClaim.of(terms, List.of(extraction(9_000, control, null))).verdict())
        .isEqualTo(Verdict.FAIL);
    ComputedClaim turned = PrivacyClaim.of(terms, List.of(extraction(800, control, null)));
    assertThat(turned.verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(turned.said().getFirst()).contains("CONTROL_BETTER");
  }

  @Test
  void isAskedOfEveryRecordOfAnAttack() {
    assertThat(judged(guessed(5_100, 5_000), guessed(5_900, 5_000)).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void isMissingWhereANamedAttackWasNotTried() {
    ComputedClaim claim =
        PrivacyClaim.of(
            terms(PrivacyMeasure.MEMBERSHIP_INFERENCE, PrivacyMeasure.EXTRACTION),
            List.of(guessed(5_100, 5_000)));

    assertThat(claim.verdict()).isNull();
    assertThat(claim.said())
        .contains(
            "attack_advantage of at most 0.05, computed of an attack (PRIVACY_ATTACK) of"
                + " EXTRACTION, which is missing");
  }

  @Test
  void failsThoughAnotherAttackWasNotTried() {
    assertThat(
            PrivacyClaim.of(
                    terms(PrivacyMeasure.MEMBERSHIP_INFERENCE, PrivacyMeasure.EXTRACTION),
                    List.of(guessed(5_900, 5_000)))
                .verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void saysNothingOfWhatIsNoLongerValid() {
    AttackFacts good = guessed(5_100, 5_000);

    assertThat(judged(new AttackFacts(good.id(), 1, true, good.attack())).verdict())
        .isEqualTo(Verdict.UNDEFINED);
  }

  @Test
  void tellsNoNumberOfSmallCounts() {
    AttackFacts few = extraction(3, new AttackTrials.Control(0L, 10_000L), null);

    ComputedClaim claim = PrivacyClaim.of(terms(PrivacyMeasure.EXTRACTION), List.of(few));

    assertThat(claim.verdict()).isEqualTo(Verdict.PASS);
    assertThat(claim.values()).isEmpty();
    assertThat(claim.said().getFirst()).doesNotContain("0.0003");
  }
}
