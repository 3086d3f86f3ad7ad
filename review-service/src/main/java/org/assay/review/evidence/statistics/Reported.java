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
 * @param interval absent where it has none
 * @param method how the interval was computed; absent with it
 * @param test z of a pair's difference and its p-value
 * @param adjustedP the p-value adjusted for the pairs of the same rate
 * @param reason why the value, or of one that is there the interval or the test, is undefined
 * @param groups the groups at fault
 */
public record Reported(
    String statistic,
    Scope scope,
    long n,
    @Nullable Double value,
    @Nullable Interval interval,
    @Nullable IntervalMethod method,
    @Nullable TestResult test,
    @Nullable Double adjustedP,
    @Nullable Reason reason,
    List<String> groups) {

  /** Copies the groups. */
  public Reported {
    groups = List.copyOf(groups);
  }

  static Reported of(String statistic, Scope scope, long n, Outcome<Double> outcome) {
    return withInterval(statistic, scope, n, null, outcome.map(value -> new Figure(value, null)));
  }

  static Reported estimated(
      String statistic, Scope scope, long n, IntervalMethod method, Outcome<Estimate> outcome) {
    return withInterval(
        statistic,
        scope,
        n,
        method,
        outcome.map(found -> new Figure(found.value(), found.interval())));
  }

  private record Figure(double value, @Nullable Interval interval) {}

  /** Returns this value with its interval, whose absence has its own reason. */
  Reported within(IntervalMethod by, Outcome<Interval> outcome) {
    return switch (outcome) {
      case Outcome.Ok<Interval>(Interval found) ->
          new Reported(statistic, scope, n, value, found, by, test, adjustedP, reason, groups);
      case Outcome.Undefined<Interval> none ->
          new Reported(
              statistic, scope, n, value, null, null, test, adjustedP, none.reason(), groups);
      case Outcome.Rejected<Interval>(Fault fault) ->
          throw new IllegalArgumentException("%s of %s: %s".formatted(statistic, scope, fault));
    };
  }

  private static Reported withInterval(
      String statistic,
      Scope scope,
      long n,
      @Nullable IntervalMethod method,
      Outcome<Figure> outcome) {
    return switch (outcome) {
      case Outcome.Ok<Figure>(Figure(double value, Interval interval)) ->
          new Reported(statistic, scope, n, value, interval, method, null, null, null, List.of());
      case Outcome.Undefined<Figure> none ->
          new Reported(
              statistic, scope, n, null, null, null, null, null, none.reason(), none.groups());
      case Outcome.Rejected<Figure>(Fault fault) ->
          throw new IllegalArgumentException("%s of %s: %s".formatted(statistic, scope, fault));
    };
  }

  /** Returns this difference with its test, whose absence has its own reason. */
  Reported tested(Outcome<TestResult> outcome) {
    return switch (outcome) {
      case Outcome.Ok<TestResult>(TestResult found) ->
          new Reported(statistic, scope, n, value, interval, method, found, null, reason, groups);
      case Outcome.Undefined<TestResult> none ->
          new Reported(
              statistic,
              scope,
              n,
              value,
              interval,
              method,
              null,
              null,
              none.reason(),
              none.groups());
      case Outcome.Rejected<TestResult>(Fault fault) ->
          throw new IllegalArgumentException("%s of %s: %s".formatted(statistic, scope, fault));
    };
  }

  Reported adjusted(double pValue) {
    return new Reported(statistic, scope, n, value, interval, method, test, pValue, reason, groups);
  }
}
