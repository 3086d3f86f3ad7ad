package org.assay.review.requirement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.GroupClaim;
import org.assay.review.evidence.statistics.GroupClaim.Judged;
import org.assay.review.evidence.statistics.GroupStatistic;
import org.assay.review.evidence.statistics.Minimum;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.SmallCounts;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.FairnessMeasure;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.FairnessTerms.FairnessCriterion;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.assay.review.policy.PolicyContext;
import org.assay.review.requirement.Explanation.Computed;
import org.assay.review.requirement.Explanation.Value;
import org.assay.review.requirement.VersionFacts.CountFacts;
import org.jspecify.annotations.Nullable;

/**
 * Judges the counts by group of a version by the limits of its policy, anew each time: a tier that
 * was raised, or a policy that is bound instead, counts at once. Each record of counts has to keep
 * every criterion, so that no further one hides what another shows.
 *
 * <p>Of an attribute with a group so small that readers may not see its counts, only the verdict is
 * told; whoever may see them reads the numbers with the evidence.
 */
final class FairnessClaim {

  private final FairnessTerms terms;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  private FairnessClaim(FairnessTerms terms) {
    this.terms = terms;
  }

  /**
   * Judges counts.
   *
   * @param terms the limits; absent where the policy has none for the tier
   * @param counts the counts that no others supersede
   */
  static ComputedClaim of(@Nullable FairnessTerms terms, List<CountFacts> counts) {
    return terms == null
        ? ComputedClaim.missing(
            "limits of fairness for the tier of the model, which the policy does not set")
        : new FairnessClaim(terms).judged(counts);
  }

  /** Returns what each limit says of one record of counts, for who follows the evidence. */
  static List<EvidenceChanged.Verdict> verdicts(FairnessTerms terms, CountFacts counts) {
    FairnessClaim claim = new FairnessClaim(terms);
    return terms.criteria().stream()
        .flatMap(criterion -> criterion.anyOf().stream())
        .map(
            limit ->
                new EvidenceChanged.Verdict(
                    PolicyContext.FAIRNESS,
                    limit.statistic().statistic(),
                    claim.judge(counts, limit).name()))
        .toList();
  }

  private ComputedClaim judged(List<CountFacts> counts) {
    counts.forEach(this::judge);
    Set<String> missing = new LinkedHashSet<>(terms.attributes());
    counts.forEach(count -> missing.remove(count.attribute()));
    missing.forEach(attribute -> missing("of " + attribute));
    if (counts.isEmpty() && missing.isEmpty()) {
      missing("of a protected attribute");
    }
    Verdict computed = Verdict.all(verdicts);
    boolean whole = !counts.isEmpty() && missing.isEmpty();
    return new ComputedClaim(
        whole || computed == Verdict.FAIL ? computed : null,
        said,
        values,
        counts.stream().map(count -> count.id().toString()).toList());
  }

  private void missing(String of) {
    said.add(
        "%s, computed of counts by group (GROUP_COUNTS) %s, which are missing"
            .formatted(
                terms.criteria().stream()
                    .map(FairnessClaim::asked)
                    .collect(Collectors.joining(" and ")),
                of));
  }

  private static String asked(FairnessCriterion criterion) {
    return criterion.anyOf().stream()
        .map(FairnessLimit::toString)
        .collect(Collectors.joining(" or "));
  }

  private void judge(CountFacts counts) {
    if (counts.lapsed()) {
      verdicts.add(Verdict.UNDEFINED);
      said.add("the counts of %s are no longer valid".formatted(counts.attribute()));
      return;
    }
    terms
        .criteria()
        .forEach(
            criterion ->
                verdicts.add(
                    Verdict.any(
                        criterion.anyOf().stream().map(limit -> judge(counts, limit)).toList())));
  }

  private Verdict judge(CountFacts counts, FairnessLimit limit) {
    String what =
        "%s of %s%s"
            .formatted(
                limit.statistic().statistic(),
                counts.attribute(),
                counts.looks() > 1 ? " (look %d)".formatted(counts.looks()) : "");
    return switch (outcome(counts, limit)) {
      case Outcome.Ok<Judged>(Judged judged) -> {
        told(counts, limit, what, judged);
        yield judged.verdict();
      }
      case Outcome.Undefined<Judged> none -> {
        said.add(
            "%s is UNDEFINED (%s%s)"
                .formatted(
                    what,
                    none.reason(),
                    none.groups().isEmpty() ? "" : ": " + String.join(", ", none.groups())));
        yield Verdict.UNDEFINED;
      }
      case Outcome.Rejected<Judged> rejected -> {
        said.add("%s is UNDEFINED (%s)".formatted(what, rejected.fault()));
        yield Verdict.UNDEFINED;
      }
    };
  }

  private void told(CountFacts counts, FairnessLimit limit, String what, Judged judged) {
    boolean ratio = limit.statistic() == FairnessMeasure.DEMOGRAPHIC_PARITY_RATIO;
    String allowed = "at %s %s".formatted(ratio ? "least" : "most", limit.limit());
    if (SmallCounts.among(counts.groups())) {
      said.add(
          "%s is %s, %s; the numbers are not shown, since a group has a small count"
              .formatted(what, judged.verdict(), allowed));
      return;
    }
    Estimate found = judged.estimate();
    said.add(
        String.format(
            Locale.ROOT,
            "%s is %s: %.4f [%.4f, %.4f] for %s and %s, n = %d, %s",
            what,
            judged.verdict(),
            found.value(),
            found.interval().lower(),
            found.interval().upper(),
            judged.first(),
            judged.second(),
            judged.n(),
            allowed));
    values.add(
        new Value(
            "%s of %s".formatted(limit.statistic().statistic(), counts.attribute()),
            found.value(),
            limit.limit(),
            new Computed(
                found.interval().lower(),
                found.interval().upper(),
                judged.n(),
                ratio ? "KATZ" : "NEWCOMBE")));
  }

  private Outcome<Judged> outcome(CountFacts counts, FairnessLimit limit) {
    GroupClaim claim =
        new GroupClaim(
            counts.groups(),
            new Minimum(terms.groupRows(), terms.groupConditioned()),
            terms.confidence());
    return GroupStatistic.valueOf(limit.statistic().name())
        .judge(claim, counts.positiveFavourable(), limit.limit());
  }
}
