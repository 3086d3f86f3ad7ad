package org.assay.review.evidence.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.assay.review.evidence.statistics.AttackRates;
import org.assay.review.evidence.statistics.Claim;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.SmallCounts;
import org.assay.review.evidence.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a limit of the advantage says of an attack. Of membership every threshold has to keep it, in
 * either direction, since who swaps the answers of an attack that is always wrong has one that is
 * always right; k intervals of the level 1 - (1 - confidence)/k hold together (Bonferroni). What
 * lies between two neighbours on the curve has to keep it as well.
 *
 * @param verdict what the limit says
 * @param decides the advantage that decides, of several the farthest from 0; absent without a value
 * @param smallCounts whether it is made of counts that not every reader sees
 * @param reason why there is no verdict
 */
public record AttackJudgement(
    Verdict verdict, @Nullable Estimate decides, boolean smallCounts, @Nullable String reason) {

  /** That only one threshold of an attack on membership is known, which whoever tells it chose. */
  public static final String NO_ROC = "NO_ROC";

  /** That nobody counted how often an attack succeeds without the model. */
  public static final String NO_CONTROL = "NO_CONTROL";

  /** That a threshold between two that were tried could have a larger advantage than the limit. */
  public static final String ROC_TOO_COARSE = "ROC_TOO_COARSE";

  /** That an attack succeeds less often than without the model, which is no attack on it. */
  public static final String CONTROL_BETTER = "CONTROL_BETTER";

  private record Threshold(Estimate found, Verdict verdict, boolean smallCounts) {}

  /**
   * Judges an attack.
   *
   * @param limit how large the advantage is at most, in [0, 1]
   * @param confidence of the intervals together, in (0, 1)
   */
  public static AttackJudgement of(PrivacyAttack attack, double limit, double confidence) {
    if (attack.attack().ofMembers()) {
      return ofMembers(attack, limit, confidence);
    }
    return attack.controlled()
        ? ofTrials(attack, limit, confidence)
        : undefined(NO_CONTROL, attack.smallCounts());
  }

  private static AttackJudgement ofTrials(PrivacyAttack attack, double limit, double confidence) {
    Outcome<Estimate> found = attack.advantage(confidence);
    if (!(found instanceof Outcome.Ok<Estimate>(Estimate advantage))) {
      return undefined(why(found), attack.smallCounts());
    }
    if (advantage.interval().upper() < 0) {
      return undefined(CONTROL_BETTER, attack.smallCounts());
    }
    Verdict verdict = new Claim.AtMost(limit).judge(advantage.interval());
    return new AttackJudgement(verdict, advantage, attack.smallCounts(), null);
  }

  private static AttackJudgement ofMembers(PrivacyAttack attack, double limit, double confidence) {
    Set<Confusion> counts = attack.thresholds();
    double level = 1 - (1 - confidence) / counts.size();
    List<Threshold> thresholds = new ArrayList<>();
    for (Confusion threshold : counts) {
      Outcome<Estimate> found = AttackRates.membershipAdvantage(threshold, level);
      if (!(found instanceof Outcome.Ok<Estimate>(Estimate advantage))) {
        return undefined(why(found), attack.smallCounts());
      }
      thresholds.add(
          new Threshold(
              advantage, within(limit, advantage.interval()), SmallCounts.among(threshold)));
    }
    Verdict verdict = Verdict.all(thresholds.stream().map(Threshold::verdict).toList());
    if (verdict != Verdict.FAIL && attack.roc() == null) {
      return undefined(NO_ROC, attack.smallCounts());
    }
    if (verdict == Verdict.PASS && !attack.bounded(limit)) {
      return undefined(ROC_TOO_COARSE, attack.smallCounts());
    }
    Threshold decides =
        thresholds.stream()
            .filter(one -> one.verdict() == verdict)
            .max(Comparator.comparingDouble(one -> Math.abs(one.found().value())))
            .orElseThrow();
    return new AttackJudgement(
        verdict, decides.found(), attack.smallCounts() || decides.smallCounts(), null);
  }

  private static Verdict within(double limit, Interval interval) {
    return new Claim.Within(-limit, limit).judge(interval);
  }

  private static AttackJudgement undefined(String reason, boolean smallCounts) {
    return new AttackJudgement(Verdict.UNDEFINED, null, smallCounts, reason);
  }

  private static String why(Outcome<Estimate> none) {
    return switch (none) {
      case Outcome.Undefined<Estimate> undefined -> undefined.reason().name();
      case Outcome.Rejected<Estimate> rejected -> rejected.fault().name();
      case Outcome.Ok<Estimate> _ -> throw new IllegalArgumentException("There is a value");
    };
  }
}
