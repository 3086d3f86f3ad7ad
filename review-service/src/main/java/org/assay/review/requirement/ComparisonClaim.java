package org.assay.review.requirement;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.evidence.comparison.Champion;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.evidence.comparison.ComparisonResult;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.ChampionChallenger;
import org.assay.review.evidence.statistics.ChampionChallenger.Decision;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.ComparisonTerms;
import org.assay.review.requirement.Explanation.Computed;
import org.assay.review.requirement.Explanation.Value;
import org.assay.review.requirement.VersionFacts.ChampionFacts;
import org.assay.review.requirement.VersionFacts.ChampionRecord;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;
import org.jspecify.annotations.Nullable;

/**
 * Judges how a version compares with the champion, or with a baseline where no other version of the
 * model is released. What was compared never changes; who the champion is and what the policy
 * allows may. Each comparison that none supersedes has to be good enough, so that no further one
 * hides what another shows.
 */
final class ComparisonClaim {

  private static final String OF_BOTH_ERRORS =
      Stream.of(ComparedStatistic.values())
          .filter(ComparedStatistic::ofBothErrors)
          .map(ComparedStatistic::statistic)
          .collect(Collectors.joining(", "));

  private final ComparisonTerms terms;
  private final ReportTerms tier;
  private final @Nullable ChampionFacts champion;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();

  private ComparisonClaim(
      ComparisonTerms terms, ReportTerms tier, @Nullable ChampionFacts champion) {
    this.terms = terms;
    this.tier = tier;
    this.champion = champion;
  }

  /**
   * Judges comparisons.
   *
   * @param terms what the policy allows; absent where it says nothing for the tier
   * @param tier what the tier asks of intervals, and of how many rows they are made
   * @param evaluations the evaluations that no other record supersedes
   * @param champion whom they have to be with; absent for a baseline
   */
  static ComputedClaim of(
      @Nullable ComparisonTerms terms,
      ReportTerms tier,
      List<EvaluationFacts> evaluations,
      @Nullable ChampionFacts champion) {
    if (terms == null) {
      return ComputedClaim.missing(
          "a margin of comparisons for the tier of the model, which the policy does not set");
    }
    ComparisonClaim claim = new ComparisonClaim(terms, tier, champion);
    claim.judge(evaluations.stream().filter(one -> one.comparison() != null).toList());
    return claim.verdicts.isEmpty()
        ? ComputedClaim.missing(claim.missing())
        : new ComputedClaim(Verdict.all(claim.verdicts), claim.said, claim.values, claim.evidence);
  }

  private String missing() {
    return "champion_challenger within a margin of %s by a plan that is older, computed of predictions of the same rows as those of %s, which is missing"
        .formatted(terms.margin(), expected());
  }

  private String expected() {
    return champion == null
        ? "a baseline, since no other version is released"
        : "version %d, which is released".formatted(champion.number());
  }

  /**
   * One at least has to have what errors of both kinds make worse: others may stand beside it, such
   * as one by a plan from before that was asked for.
   */
  private void judge(List<EvaluationFacts> evaluations) {
    boolean ofBothErrors =
        evaluations.stream()
            .filter(one -> objection(one, requireNonNull(one.comparison())) == null)
            .flatMap(one -> requireNonNull(one.comparison()).results().stream())
            .anyMatch(ComparisonClaim::ofBothErrors);
    for (EvaluationFacts one : evaluations) {
      Comparison comparison = requireNonNull(one.comparison());
      String objection = objection(one, comparison);
      evidence.add(one.id().toString());
      if (objection == null && ofBothErrors) {
        comparison.results().forEach(result -> judge(one, comparison, result));
      } else {
        verdicts.add(Verdict.UNDEFINED);
        said.add(objection == null ? oneSided(one) : objection);
      }
    }
  }

  private static String oneSided(EvaluationFacts evaluation) {
    return "look %d compares by nothing that errors of both kinds make worse, as %s are"
        .formatted(evaluation.look(), OF_BOTH_ERRORS);
  }

  /** Says why a comparison says nothing about the version now; null where it does. */
  private @Nullable String objection(EvaluationFacts evaluation, Comparison comparison) {
    int look = evaluation.look();
    if (evaluation.lapsed()) {
      return "the predictions of look %d are no longer valid".formatted(look);
    }
    if (evaluation.confidence() < tier.confidence()) {
      return "the intervals of look %d hold at %s, and the tier asks for %s"
          .formatted(look, evaluation.confidence(), tier.confidence());
    }
    if (!compares(comparison)) {
      return "look %d compares with %s, and has to with %s"
          .formatted(look, with(comparison.champion()), expected());
    }
    if (isOver(evaluation.champion())) {
      return "look %d compares with predictions of %s that are superseded or no longer valid"
          .formatted(look, with(comparison.champion()));
    }
    return null;
  }

  /** Of a version that is released, its record had to be valid until then. */
  private boolean isOver(@Nullable ChampionRecord with) {
    if (with == null || champion == null) {
      return false;
    }
    Instant end = with.endsAt();
    return with.superseded() || (end != null && !end.isAfter(champion.at()));
  }

  private static boolean ofBothErrors(ComparisonResult result) {
    return result.role() != Role.GROUP && statistic(result).ofBothErrors();
  }

  private static ComparedStatistic statistic(ComparisonResult result) {
    return ComparedStatistic.valueOf(result.statistic().toUpperCase(Locale.ROOT));
  }

  private double margin(Comparison comparison) {
    return Math.min(comparison.margin(), terms.margin());
  }

  /** Says what the tier asks for where something was decided of fewer rows; null where not. */
  private @Nullable String tooFew(EvaluationFacts evaluation, ComparisonResult result) {
    if (result.ciLow() == null) {
      return null;
    }
    long rows = tier.minimum().rows();
    long conditioned = tier.minimum().conditioned();
    return switch (statistic(result)) {
      case RECALL, SPECIFICITY -> least(result.n(), conditioned, "rows of its label");
      case ACCURACY, BRIER, LOG_LOSS, MAE, RMSE, R2 -> least(result.n(), rows, "rows");
      case PRECISION, F1, MACRO_F1, BALANCED_ACCURACY, MCC, ROC_AUC, AVERAGE_PRECISION -> {
        String all = least(result.n(), rows, "rows");
        yield all == null ? least(evaluation.fewest(), conditioned, "rows of each label") : all;
      }
    };
  }

  private static @Nullable String least(@Nullable Long n, long least, String what) {
    return n != null && n >= least ? null : "%d %s at least".formatted(least, what);
  }

  /** What was decided by a margin above the policy's is decided anew by the interval. */
  private Decision decision(
      Comparison comparison, ComparisonResult result, @Nullable String tooFew) {
    Double low = result.ciLow();
    Double high = result.ciHigh();
    if (tooFew != null) {
      return Decision.UNDEFINED;
    }
    if (comparison.margin() <= terms.margin() || low == null || high == null) {
      return Decision.valueOf(result.decision());
    }
    return ChampionChallenger.decide(Outcome.ok(new Interval(low, high)), terms.margin())
            instanceof Outcome.Ok<Decision>(Decision found)
        ? found
        : Decision.UNDEFINED;
  }

  private boolean compares(Comparison comparison) {
    Champion with = comparison.champion();
    if (with == null || champion == null) {
      return with == null && champion == null;
    }
    return with.versionId().equals(champion.versionId());
  }

  private static String with(@Nullable Champion with) {
    return with == null ? "a baseline" : "version " + with.version();
  }

  private void judge(EvaluationFacts evaluation, Comparison comparison, ComparisonResult result) {
    String tooFew = tooFew(evaluation, result);
    Decision decision = decision(comparison, result, tooFew);
    boolean superior = result.role() == Role.PRIMARY && (comparison.superior() || terms.superior());
    verdicts.add(verdict(decision, superior, result));
    String what =
        "%s%s%s against %s"
            .formatted(
                result.statistic(),
                result.group() == null
                    ? ""
                    : " of %s %s".formatted(result.attribute(), result.group()),
                evaluation.look() > 1 ? " (look %d)".formatted(evaluation.look()) : "",
                with(comparison.champion()));
    String allowed = superior ? "SUPERIOR is asked for" : "margin %s".formatted(margin(comparison));
    Computed computed = computed(result);
    Double difference = result.difference();
    if (computed == null || difference == null) {
      said.add("%s is %s (%s)".formatted(what, decision, result.reason()));
    } else if (tooFew != null) {
      said.add("%s is %s: the tier asks for %s".formatted(what, decision, tooFew));
    } else if (comparison.hides(result)) {
      said.add("%s is %s, %s".formatted(what, decision, allowed));
    } else {
      said.add(
          String.format(
              Locale.ROOT,
              "%s is %s: %+.4f%s [%+.4f, %+.4f], n = %d, %s",
              what,
              decision,
              difference,
              statistic(result).ofNumbers() ? " of its error" : "",
              computed.low(),
              computed.high(),
              computed.n(),
              allowed));
      values.add(new Value(what, difference, superior ? 0 : -margin(comparison), computed));
    }
  }

  /** Being not inferior is not being better; being worse, if within the margin, surely is not. */
  private static Verdict verdict(Decision decision, boolean superior, ComparisonResult result) {
    return switch (decision) {
      case SUPERIOR -> Verdict.PASS;
      case NON_INFERIOR -> {
        if (!superior) {
          yield Verdict.PASS;
        }
        Double high = result.ciHigh();
        yield high != null && high <= 0 ? Verdict.FAIL : Verdict.INCONCLUSIVE;
      }
      case INFERIOR -> Verdict.FAIL;
      case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
      case UNDEFINED -> Verdict.UNDEFINED;
    };
  }

  private static @Nullable Computed computed(ComparisonResult result) {
    Double low = result.ciLow();
    Double high = result.ciHigh();
    Long n = result.n();
    String method = result.method();
    return low == null || high == null || n == null || method == null
        ? null
        : new Computed(low, high, n, method);
  }
}
