package org.assay.review.evidence;

import org.assay.review.evidence.attack.AttackKind;
import org.assay.review.evidence.attack.AttackRoc;
import org.assay.review.evidence.attack.AttackTrials;
import org.assay.review.evidence.attack.MemberGuesses;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an attack on privacy came to, as HTTP shows it.
 *
 * @param attack what was tried
 * @param masked whether the counts are not shown to this reader, one being below 10
 * @param counts of membership: how often it was guessed right or wrong
 * @param guesses of another attack: how often it succeeded
 * @param salt what the digest is salted with, for who sees the counts
 * @param atFpr of membership: at which share of others {@code tpr_at_fpr} is
 * @param confidence of each interval
 * @param definitions the version of the statistics' definitions
 */
@Schema(name = "PrivacyAttack")
record AttackView(
    AttackKind attack,
    boolean masked,
    @Nullable MemberGuesses counts,
    @Nullable AttackTrials guesses,
    @Nullable String salt,
    @Nullable Double atFpr,
    double confidence,
    String definitions) {

  static AttackView of(PrivacyAttack attack, EvidenceReports.Kept report, boolean masked) {
    AttackRoc roc = attack.roc();
    return new AttackView(
        attack.attack(),
        masked,
        masked ? null : attack.counts(),
        masked ? null : attack.guesses(),
        masked ? null : attack.salt(),
        roc == null ? null : roc.atFpr(),
        report.confidence(),
        report.definitions());
  }
}
