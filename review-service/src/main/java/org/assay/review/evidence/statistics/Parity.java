package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;

/** Verdicts on whether groups are selected alike, judged by intervals. */
public final class Parity {

  /** The four fifths of 29 CFR 1607.4 D, in both directions. */
  private static final Claim FOUR_FIFTHS = new Claim.Within(0.8, 1.25);

  private Parity() {}

  /**
   * A verdict on a ratio.
   *
   * @param verdict UNDEFINED where the ratio has no interval
   * @param ratio the ratio and its interval
   */
  public record FourFifths(Verdict verdict, Outcome<Estimate> ratio) {}

  /**
   * A verdict on all pairs of groups.
   *
   * @param verdict FAIL if one pair fails, PASS if all pass
   * @param level the confidence of each pair's interval, so that all hold together
   * @param pairs each pair, in the order of the groups
   */
  public record Pairwise(Verdict verdict, double level, List<Pair> pairs) {

    /** Copies the pairs. */
    public Pairwise {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * A verdict on one pair.
   *
   * @param first the one group
   * @param second the other
   * @param difference of the first's rate less the second's
   * @param verdict on it
   */
  public record Pair(String first, String second, Estimate difference, Verdict verdict) {}

  /**
   * A group's selection.
   *
   * @param name the group
   * @param selected how many of it were selected
   */
  public record Selection(String name, Proportion selected) {}

  /**
   * Judges the ratio of two selection rates by its Katz interval: the whole of it within [0.8,
   * 1.25]. REJECTED as {@link Intervals#katz}.
   */
  public static Outcome<FourFifths> fourFifths(
      Proportion first, Proportion second, double confidence) {
    Outcome<Estimate> ratio = Intervals.katz(first, second, confidence);
    return switch (ratio) {
      case Outcome.Rejected<Estimate>(Fault fault) -> Outcome.rejected(fault);
      case Outcome.Ok<Estimate> _, Outcome.Undefined<Estimate> _ ->
          Outcome.ok(new FourFifths(FOUR_FIFTHS.judge(ratio.map(Estimate::interval)), ratio));
    };
  }

  /**
   * Judges the difference of selection rates of every pair by its Newcombe interval at the level 1
   * - alpha/pairs (Bonferroni): all within the range of the difference allowed. UNDEFINED:
   * SINGLE_GROUP, EMPTY_GROUP. REJECTED as {@link Intervals#newcombe}, and OUT_OF_RANGE for a
   * difference outside [0, 1].
   *
   * @param maxDifference by how much two rates may differ, in [0, 1]
   * @param confidence of all pairs together
   */
  public static Outcome<Pairwise> pairwise(
      List<Selection> groups, double maxDifference, double confidence) {
    Checks checks = new Checks().probabilities(maxDifference).confidence(confidence);
    groups.forEach(group -> checks.part(group.selected().hits(), group.selected().trials()));
    return checks.then(
        () -> {
          if (groups.size() < 2) {
            return Outcome.undefined(Reason.SINGLE_GROUP);
          }
          List<String> empty =
              groups.stream()
                  .filter(group -> group.selected().empty())
                  .map(Selection::name)
                  .toList();
          return empty.isEmpty()
              ? all(groups, new Claim.Within(-maxDifference, maxDifference), confidence)
              : Outcome.undefined(Reason.EMPTY_GROUP, empty);
        });
  }

  private static Outcome<Pairwise> all(List<Selection> groups, Claim claim, double confidence) {
    double level = level(groups.size(), confidence);
    List<Outcome<Pair>> pairs = new ArrayList<>();
    for (int first = 0; first < groups.size(); first++) {
      for (Selection second : groups.subList(first + 1, groups.size())) {
        pairs.add(pair(groups.get(first), second, claim, level));
      }
    }
    return Outcome.all(pairs)
        .map(
            judged ->
                new Pairwise(
                    Verdict.all(judged.stream().map(Pair::verdict).toList()), level, judged));
  }

  /** The confidence of each pair's interval, so that those of all pairs hold together. */
  static double level(int groups, double confidence) {
    return 1 - (1 - confidence) / (groups * (groups - 1) / 2.0);
  }

  private static Outcome<Pair> pair(Selection first, Selection second, Claim claim, double level) {
    return Intervals.newcombe(first.selected(), second.selected(), level)
        .map(
            difference ->
                new Pair(
                    first.name(), second.name(), difference, claim.judge(difference.interval())));
  }
}
