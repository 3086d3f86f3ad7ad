package org.assay.review.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.evidence.attack.AttackJudgement;
import org.assay.review.evidence.attack.AttackKind;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.PolicyContext;
import org.assay.review.policy.PrivacyTerms;
import org.assay.review.policy.PrivacyTerms.PrivacyLimit;
import org.assay.review.requirement.Explanation.Computed;
import org.assay.review.requirement.Explanation.Value;
import org.assay.review.requirement.VersionFacts.AttackFacts;
import org.jspecify.annotations.Nullable;

/**
 * Judges attacks on the privacy of a version by the limits of its policy, anew each time. Each
 * attack that the policy names has to be tried, and each record of it has to keep the limit, so
 * that no further one hides what another shows.
 *
 * <p>Of an attack with a count so small that readers may not see it, only the verdict is told.
 */
final class PrivacyClaim {

  private final PrivacyTerms terms;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();

  private PrivacyClaim(PrivacyTerms terms) {
    this.terms = terms;
  }

  /**
   * Judges attacks.
   *
   * @param terms the limits; absent where the policy has none for the tier
   * @param attacks those that no others supersede
   */
  static ComputedClaim of(@Nullable PrivacyTerms terms, List<AttackFacts> attacks) {
    return terms == null
        ? ComputedClaim.missing(
            "limits of privacy for the tier of the model, which the policy does not set")
        : new PrivacyClaim(terms).judged(attacks);
  }

  /** Returns what the limits say of one record, for who follows the evidence. */
  static List<EvidenceChanged.Verdict> verdicts(PrivacyTerms terms, AttackFacts tried) {
    PrivacyClaim claim = new PrivacyClaim(terms);
    return terms.limits().stream()
        .filter(limit -> kind(limit) == tried.attack().attack())
        .map(
            limit ->
                new EvidenceChanged.Verdict(
                    PolicyContext.PRIVACY,
                    kind(limit).advantage(),
                    claim.judge(tried, limit).name()))
        .toList();
  }

  private ComputedClaim judged(List<AttackFacts> attacks) {
    boolean whole = true;
    for (PrivacyLimit limit : terms.limits()) {
      List<AttackFacts> tried =
          attacks.stream().filter(one -> one.attack().attack() == kind(limit)).toList();
      tried.forEach(one -> verdicts.add(judge(one, limit)));
      tried.forEach(one -> evidence.add(one.id().toString()));
      if (tried.isEmpty()) {
        whole = false;
        said.add(
            "%s of at most %s, computed of an attack (PRIVACY_ATTACK) of %s, which is missing"
                .formatted(kind(limit).advantage(), limit.limit(), limit.attack()));
      }
    }
    Verdict computed = Verdict.all(verdicts);
    return new ComputedClaim(
        whole || computed == Verdict.FAIL ? computed : null, said, values, evidence);
  }

  private Verdict judge(AttackFacts tried, PrivacyLimit limit) {
    String name = name(limit);
    String what = tried.look() > 1 ? "%s (look %d)".formatted(name, tried.look()) : name;
    if (tried.lapsed()) {
      said.add("%s is no longer valid".formatted(what));
      return Verdict.UNDEFINED;
    }
    AttackJudgement judged = AttackJudgement.of(tried.attack(), limit.limit(), terms.confidence());
    Estimate decides = judged.decides();
    if (decides == null) {
      said.add("%s is UNDEFINED (%s)".formatted(what, judged.reason()));
    } else if (judged.smallCounts()) {
      said.add(
          "%s is %s, %s; the numbers are not shown, since a count is small"
              .formatted(what, judged.verdict(), most(limit)));
    } else {
      told(tried, limit, what, decides, judged.verdict());
    }
    return judged.verdict();
  }

  private static String name(PrivacyLimit limit) {
    return "%s of %s".formatted(kind(limit).advantage(), limit.attack());
  }

  private static AttackKind kind(PrivacyLimit limit) {
    return AttackKind.valueOf(limit.attack().name());
  }

  private static String most(PrivacyLimit limit) {
    return kind(limit).ofMembers()
        ? "at most %s in size at each threshold".formatted(limit.limit())
        : "at most %s".formatted(limit.limit());
  }

  private void told(
      AttackFacts tried, PrivacyLimit limit, String what, Estimate found, Verdict verdict) {
    Interval interval = found.interval();
    long n = tried.attack().rows();
    said.add(
        String.format(
            Locale.ROOT,
            "%s is %s: %.4f [%.4f, %.4f], n = %d, %s",
            what,
            verdict,
            found.value(),
            interval.lower(),
            interval.upper(),
            n,
            most(limit)));
    values.add(
        new Value(
            name(limit),
            found.value(),
            limit.limit(),
            new Computed(interval.lower(), interval.upper(), n, tried.attack().method())));
  }
}
