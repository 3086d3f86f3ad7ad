package org.assay.review.evidence.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assay.review.evidence.statistics.Parity.Selection;

/**
 * Judges how differently the groups of an attribute may be treated. Every pair of groups is judged
 * by an interval at the level 1 - alpha/pairs (Bonferroni), so that all of them hold together: one
 * that fails fails the claim, and it passes where all pass.
 *
 * <p>UNDEFINED, looked for in this order: SINGLE_GROUP, EMPTY_GROUP, ZERO_DENOMINATOR,
 * GROUP_TOO_SMALL, each but the first naming the groups; of a ratio also what {@link
 * Intervals#katz} has no interval for. REJECTED: BAD_CONFIDENCE, and OUT_OF_RANGE for a limit that
 * is none.
 *
 * @param groups the groups, each name once
 * @param minimum how large they have to be
 * @param confidence of all pairs together, in (0, 1)
 */
public record GroupClaim(List<Group> groups, Minimum minimum, double confidence) {

  /** Copies the groups. */
  public GroupClaim {
    groups = List.copyOf(groups);
  }

  /**
   * A claim with the pair of groups that decides it: of those whose verdict is the claim's, the one
   * that is farthest apart.
   *
   * @param verdict on all pairs
   * @param first the group with the higher rate of a difference, the lower one of a ratio
   * @param second the other group
   * @param estimate the difference, at least 0, or the ratio, at most 1, with its interval
   * @param n how many rows the two rates are shares of
   */
  public record Judged(Verdict verdict, String first, String second, Estimate estimate, long n) {}

  /**
   * Judges that no two groups differ by more in any of these rates: the difference of each pair by
   * Newcombe's interval, as {@link Parity#pairwise} does.
   *
   * @param rates at least one; each claim stands at the whole confidence, since all of them have to
   *     pass (intersection-union, Berger 1982)
   * @param most in [0, 1]
   */
  public Outcome<Judged> differences(List<Rate> rates, double most) {
    return comparable(rates.toArray(Rate[]::new))
        .then(_ -> Outcome.all(rates.stream().map(rate -> pairs(rate, most)).toList()))
        .map(found -> deciding(found, Estimate::value));
  }

  /**
   * Judges that the rate of no group is a smaller part of another's: the ratio of each pair by
   * Katz's interval, within [least, 1/least].
   *
   * @param least in (0, 1]; 0.8 are the four fifths of 29 CFR 1607.4 D
   */
  public Outcome<Judged> ratios(Rate rate, double least) {
    return new Checks()
        .that(least > 0 && least <= 1, Fault.OUT_OF_RANGE)
        .confidence(confidence)
        .then(() -> comparable(rate))
        .then(_ -> ratios(rate, new Claim.Within(least, 1 / least)))
        .map(found -> deciding(List.of(found), estimate -> -estimate.value()));
  }

  private Outcome<List<Group>> comparable(Rate... rates) {
    return groups.size() < 2
        ? Outcome.undefined(Reason.SINGLE_GROUP)
        : Fairness.large(groups, minimum, rates);
  }

  private Outcome<List<Judged>> pairs(Rate rate, double most) {
    return Parity.pairwise(
            groups.stream()
                .map(group -> new Selection(group.name(), rate.of(group.counts())))
                .toList(),
            most,
            confidence)
        .map(
            found -> found.pairs().stream().map(pair -> turned(pair, trials(rate, pair))).toList());
  }

  private long trials(Rate rate, Parity.Pair pair) {
    return groups.stream()
        .filter(group -> group.name().equals(pair.first()) || group.name().equals(pair.second()))
        .mapToLong(group -> rate.of(group.counts()).trials())
        .sum();
  }

  private static Judged turned(Parity.Pair pair, long n) {
    Estimate found = pair.difference();
    if (found.value() >= 0) {
      return new Judged(pair.verdict(), pair.first(), pair.second(), found, n);
    }
    Interval interval = found.interval();
    return new Judged(
        pair.verdict(),
        pair.second(),
        pair.first(),
        new Estimate(-found.value(), new Interval(-interval.upper(), -interval.lower())),
        n);
  }

  private Outcome<List<Judged>> ratios(Rate rate, Claim claim) {
    double level = Parity.level(groups.size(), confidence);
    return Outcome.all(
        IntStream.range(0, groups.size())
            .boxed()
            .flatMap(
                first ->
                    groups.subList(first + 1, groups.size()).stream()
                        .map(second -> ratio(groups.get(first), second, rate, claim, level)))
            .toList());
  }

  private static Outcome<Judged> ratio(
      Group one, Group other, Rate rate, Claim claim, double level) {
    boolean less = rate.of(one.counts()).value() <= rate.of(other.counts()).value();
    Group first = less ? one : other;
    Group second = less ? other : one;
    Proportion lower = rate.of(first.counts());
    Proportion higher = rate.of(second.counts());
    Outcome<Estimate> ratio = Intervals.katz(lower, higher, level);
    if (ratio instanceof Outcome.Undefined<Estimate> none) {
      return Outcome.undefined(none.reason(), List.of(first.name(), second.name()));
    }
    return ratio.map(
        found ->
            new Judged(
                claim.judge(found.interval()),
                first.name(),
                second.name(),
                found,
                lower.trials() + higher.trials()));
  }

  private static Judged deciding(List<List<Judged>> found, ToDoubleFunction<Estimate> apart) {
    List<Judged> pairs = found.stream().flatMap(List::stream).toList();
    Verdict verdict = Verdict.all(pairs.stream().map(Judged::verdict).toList());
    return pairs.stream()
        .filter(pair -> pair.verdict() == verdict)
        .max(Comparator.comparingDouble(pair -> apart.applyAsDouble(pair.estimate())))
        .orElseThrow();
  }
}
