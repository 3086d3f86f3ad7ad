package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a statistic answers: a value, that there is none, or that the input is malformed.
 *
 * @param <T> the kind of value
 */
public sealed interface Outcome<T> {

  /**
   * A value; its numbers are finite.
   *
   * @param value the value
   */
  record Ok<T>(T value) implements Outcome<T> {}

  /**
   * Well-formed input that has no value.
   *
   * @param reason why
   * @param groups the groups at fault, where the reason is some groups'
   * @param estimate what is known of the value where only its interval does not exist
   */
  record Undefined<T>(Reason reason, List<String> groups, OptionalDouble estimate)
      implements Outcome<T> {

    /** Copies the groups. */
    public Undefined {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Malformed input.
   *
   * @param fault what is wrong with it
   */
  record Rejected<T>(Fault fault) implements Outcome<T> {}

  /** Returns a value as an outcome. */
  static <T> Outcome<T> ok(T value) {
    return new Ok<>(value);
  }

  /**
   * Returns a number as an outcome; finite input of extreme size, of which sums overflow, is {@link
   * Fault#OUT_OF_RANGE}.
   */
  static Outcome<Double> number(double value) {
    return Double.isFinite(value) ? ok(value) : rejected(Fault.OUT_OF_RANGE);
  }

  /** Returns a share of two counts; {@link Reason#ZERO_DENOMINATOR} where the whole is 0. */
  static Outcome<Double> share(long part, long whole) {
    return whole == 0 ? undefined(Reason.ZERO_DENOMINATOR) : ok((double) part / whole);
  }

  /** Returns that there is no value. */
  static <T> Outcome<T> undefined(Reason reason) {
    return new Undefined<>(reason, List.of(), OptionalDouble.empty());
  }

  /** Returns that there is no value because of some groups. */
  static <T> Outcome<T> undefined(Reason reason, List<String> groups) {
    return new Undefined<>(reason, groups, OptionalDouble.empty());
  }

  /** Returns that the estimate is known and its interval does not exist. */
  static <T> Outcome<T> undefined(Reason reason, double estimate) {
    return new Undefined<>(reason, List.of(), OptionalDouble.of(estimate));
  }

  /** Returns that the input is malformed. */
  static <T> Outcome<T> rejected(Fault fault) {
    return new Rejected<>(fault);
  }

  /** Returns all values; else the first outcome that is rejected, else the first undefined one. */
  static <T> Outcome<List<T>> all(List<Outcome<T>> each) {
    List<T> values = new ArrayList<>();
    Optional<Outcome<List<T>>> missing = Optional.empty();
    for (Outcome<T> one : each) {
      switch (one) {
        case Ok<T>(T value) -> values.add(value);
        case Undefined<T> undefined ->
            missing = missing.or(() -> Optional.of(undefined.then(Outcome::never)));
        case Rejected<T>(Fault fault) -> {
          return rejected(fault);
        }
      }
    }
    return missing.orElseGet(() -> ok(List.copyOf(values)));
  }

  private static <T, R> Outcome<R> never(T value) {
    throw new IllegalStateException("There is no value, yet it is " + value);
  }

  /** Returns what follows from the value; without one, the same outcome. */
  default <R> Outcome<R> then(Function<? super T, ? extends Outcome<R>> next) {
    return switch (this) {
      case Ok<T>(T value) -> next.apply(value);
      case Undefined<T>(Reason reason, List<String> groups, OptionalDouble estimate) ->
          new Undefined<>(reason, groups, estimate);
      case Rejected<T>(Fault fault) -> new Rejected<>(fault);
    };
  }

  /** Returns the outcome with another form of the value. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> form) {
    return then(value -> ok(form.apply(value)));
  }
}
