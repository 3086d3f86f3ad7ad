package org.assay.review.evidence.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statistic of a report.
 *
 * @param statistic its name
 * @param scope what it is about
 * @param n how many rows it is made of
 * @param value the statistic; absent where it is undefined
 * @param interval of a rate Wilson's, of a pair's difference Newcombe's, of an area under the ROC
 *     curve DeLong's; absent else
 * @param test z of a pair's difference and its p-value
 * @param adjustedP the p-value adjusted for the pairs of the same rate
 * @param reason why the value, or of a pair that has one the test, is undefined
 * @param groups the groups at fault
 */
public record Reported(
    String statistic,
    Scope scope,
    long n,
    @Nullable Double value,
    @Nullable Interval interval,
    @Nullable TestResult test,
    @Nullable Double adjustedP,
    @Nullable Reason reason,
    List<String> groups) {

  /** Copies the groups. */
  public Reported {
    groups = List.copyOf(groups);
  }

  static Reported of(String statistic, Scope scope, long n, Outcome<Double> outcome) {
    return withInterval(statistic, scope, n, outcome.map(value -> new Figure(value, null)));
  }

  static Reported estimated(String statistic, Scope scope, long n, Outcome<Estimate> outcome) {
    return withInterval(
        statistic, scope, n, outcome.map(found -> new Figure(found.value(), found.interval())));
  }

  private record Figure(double value, @Nullable Interval interval) {}

  private static Reported withInterval(
      String statistic, Scope scope, long n, Outcome<Figure> outcome) {
    return switch (outcome) {
      case Outcome.Ok<Figure>(Figure(double value, Interval interval)) ->
          new Reported(statistic, scope, n, value, interval, null, null, null, List.of());
      case Outcome.Undefined<Figure> none ->
          new Reported(statistic, scope, n, null, null, null, null, none.reason(), none.groups());
      case Outcome.Rejected<Figure>(Fault fault) ->
          throw new IllegalArgumentException("%s of %s: %s".formatted(statistic, scope, fault));
    };
  }

  /** Returns this difference with its test, whose absence has its own reason. */
  Reported tested(Outcome<TestResult> outcome) {
    return switch (outcome) {
      case Outcome.Ok<TestResult>(TestResult found) ->
          new Reported(statistic, scope, n, value, interval, found, null, reason, groups);
      case Outcome.Undefined<TestResult> none ->
          new Reported(
              statistic, scope, n, value, interval, null, null, none.reason(), none.groups());
      case Outcome.Rejected<TestResult>(Fault fault) ->
          throw new IllegalArgumentException("%s of %s: %s".formatted(statistic, scope, fault));
    };
  }

  Reported adjusted(double pValue) {
    return new Reported(statistic, scope, n, value, interval, test, pValue, reason, groups);
  }
}
