package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.attack.AttackKind;
import org.assay.review.evidence.attack.AttackTrials;
import org.assay.review.evidence.attack.MemberGuesses;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.PrivacyMeasure;
import org.assay.review.policy.PrivacyTerms;
import org.assay.review.policy.PrivacyTerms.PrivacyLimit;
import org.assay.review.requirement.VersionFacts.AttackFacts;
import org.junit.jupiter.api.Test;

class PrivacyClaimTest {

  private static final PrivacyTerms MEMBERSHIP = terms(PrivacyMeasure.MEMBERSHIP_INFERENCE);

  private static PrivacyTerms terms(PrivacyMeasure... attacks) {
    return new PrivacyTerms(
        0.95, List.of(attacks).stream().map(attack -> new PrivacyLimit(attack, 0.05)).toList());
  }

  private static AttackFacts guessed(long tp, long fp) {
    return facts(
        new PrivacyAttack(
            AttackKind.MEMBERSHIP_INFERENCE,
            new MemberGuesses(tp, fp, 10_000 - fp, 10_000 - tp),
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
    assertThat(judged(guessed(5_100, 5_000)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(judged(guessed(5_450, 5_000)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judged(guessed(5_900, 5_000)).verdict()).isEqualTo(Verdict.FAIL);
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
    AttackFacts few =
        facts(
            new PrivacyAttack(
                AttackKind.EXTRACTION, null, new AttackTrials(3L, 10_000L, 0.0), null));

    ComputedClaim claim = PrivacyClaim.of(terms(PrivacyMeasure.EXTRACTION), List.of(few));

    assertThat(claim.verdict()).isEqualTo(Verdict.PASS);
    assertThat(claim.values()).isEmpty();
    assertThat(claim.said().getFirst()).doesNotContain("0.0003");
  }
}
