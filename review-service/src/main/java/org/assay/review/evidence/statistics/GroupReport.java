package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is said about the groups of one attribute: the rates of each group with their intervals, the
 * differences of every pair with interval and test, and the fairness metrics. Groups too small for
 * the plan's minimum are reported without a value.
 *
 * <p>Each interval holds at the plan's confidence by itself. The p-values of the pairs are adjusted
 * (Holm) within each rate. The selection rate is the favourable class'; all other rates are of the
 * positive class.
 */
public final class GroupReport {

  /** The version of the statistics' definitions; another one where a figure would change. */
  public static final String DEFINITIONS = "assay-statistics/1";

  private static final List<Rate> OF_PAIRS = List.of(Rate.RECALL, Rate.FPR, Rate.PRECISION);

  private final List<Group> groups;
  private final Plan plan;

  private GroupReport(List<Group> groups, Plan plan) {
    this.groups = groups;
    this.plan = plan;
  }

  /**
   * What is fixed before the report.
   *
   * @param attribute of which the groups are the values
   * @param positiveFavourable whether the positive class is the favourable one
   * @param reference the group that others are compared with
   * @param confidence of each interval, in (0, 1)
   * @param minimum how large groups have to be
   */
  public record Plan(
      String attribute,
      boolean positiveFavourable,
      String reference,
      double confidence,
      Minimum minimum) {}

  /**
   * Returns the report: groups in their order, then pairs by rate, then the attribute. Of g groups
   * it has 5g + 2g(g-1) + 9 statistics.
   *
   * @param groups at least one, each name once
   * @throws IllegalArgumentException for a reference that is no group, or a bad confidence
   */
  public static List<Reported> of(List<Group> groups, Plan plan) {
    GroupReport report = new GroupReport(List.copyOf(groups), plan);
    return Stream.of(report.ofGroups(), report.ofPairs(), report.ofAttribute())
        .flatMap(List::stream)
        .toList();
  }

  /** Returns the largest group, of equals the first: the reference where nobody names one. */
  public static String largest(List<Group> groups) {
    Group largest = groups.getFirst();
    for (Group group : groups) {
      if (group.counts().rows() > largest.counts().rows()) {
        largest = group;
      }
    }
    return largest.name();
  }

  private Rate selection() {
    return plan.positiveFavourable() ? Rate.SELECTION : Rate.NEGATIVE_SELECTION;
  }

  private List<Reported> ofGroups() {
    return groups.stream()
        .flatMap(
            group ->
                Stream.of(selection(), Rate.RECALL, Rate.FPR, Rate.PRECISION, Rate.ACCURACY)
                    .map(rate -> ofGroup(group, rate)))
        .toList();
  }

  private Reported ofGroup(Group group, Rate rate) {
    Proportion proportion = rate.of(group.counts());
    Outcome<Estimate> estimate =
        Fairness.large(List.of(group), plan.minimum(), rate)
            .then(_ -> Intervals.wilson(proportion, plan.confidence()))
            .map(interval -> new Estimate(proportion.value(), interval));
    return Reported.estimated(
        rate.id(),
        new Scope.OfGroup(group.name()),
        proportion.trials(),
        IntervalMethod.WILSON,
        estimate);
  }

  private List<Reported> ofPairs() {
    return Stream.concat(Stream.of(selection()), OF_PAIRS.stream())
        .flatMap(rate -> adjusted(pairs(rate)).stream())
        .toList();
  }

  private List<Reported> pairs(Rate rate) {
    List<Reported> pairs = new ArrayList<>();
    for (int first = 0; first < groups.size(); first++) {
      for (Group second : groups.subList(first + 1, groups.size())) {
        pairs.add(pair(groups.get(first), second, rate));
      }
    }
    return pairs;
  }

  private Reported pair(Group first, Group second, Rate rate) {
    Proportion one = rate.of(first.counts());
    Proportion other = rate.of(second.counts());
    Outcome<List<Group>> large = Fairness.large(List.of(first, second), plan.minimum(), rate);
    return Reported.estimated(
            rate.id(),
            new Scope.OfPair(first.name(), second.name()),
            one.trials() + other.trials(),
            IntervalMethod.NEWCOMBE,
            large.then(_ -> Intervals.newcombe(one, other, plan.confidence())))
        .tested(large.then(_ -> ProportionTests.z(one, other, Alternative.TWO_SIDED)));
  }

  private static List<Reported> adjusted(List<Reported> pairs) {
    List<OptionalDouble> pValues = pairs.stream().map(GroupReport::pValue).toList();
    if (!(Multiplicity.holm(pValues)
        instanceof Outcome.Ok<List<OptionalDouble>>(List<OptionalDouble> adjusted))) {
      throw new IllegalStateException("The p-values of tests are p-values");
    }
    return IntStream.range(0, pairs.size())
        .mapToObj(
            at ->
                adjusted.get(at).isPresent()
                    ? pairs.get(at).adjusted(adjusted.get(at).getAsDouble())
                    : pairs.get(at))
        .toList();
  }

  private static OptionalDouble pValue(Reported pair) {
    return pair.test() == null ? OptionalDouble.empty() : OptionalDouble.of(pair.test().pValue());
  }

  private List<Reported> ofAttribute() {
    Minimum minimum = plan.minimum();
    return List.of(
        metric("demographic_parity_difference", Fairness.gap(selection(), groups, minimum)),
        metric("demographic_parity_ratio", Fairness.ratio(selection(), groups, minimum)),
        metric("equal_opportunity_difference", Fairness.gap(Rate.RECALL, groups, minimum)),
        metric("equalized_odds_difference", Fairness.equalizedOdds(groups, minimum)),
        metric("average_odds_difference", Fairness.averageOdds(groups, plan.reference(), minimum)),
        metric("predictive_parity_difference", Fairness.gap(Rate.PRECISION, groups, minimum)),
        metric("fpr_gap", Fairness.gap(Rate.FPR, groups, minimum)),
        metric("fnr_gap", Fairness.gap(Rate.FNR, groups, minimum)),
        metric("accuracy_gap", Fairness.gap(Rate.ACCURACY, groups, minimum)));
  }

  private Reported metric(String statistic, Outcome<Double> outcome) {
    long rows = groups.stream().mapToLong(group -> group.counts().rows()).sum();
    return Reported.of(statistic, new Scope.OfAttribute(plan.attribute()), rows, outcome);
  }
}
