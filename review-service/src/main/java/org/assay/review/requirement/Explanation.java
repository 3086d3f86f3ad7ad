package org.assay.review.requirement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a requirement says what it says, and what would change it.
 *
 * @param reason a sentence
 * @param values the numbers behind it
 * @param satisfiableBy who could fulfil it; empty where it is fulfilled or where nobody could
 * @param since from when on it holds, absent where it does not
 * @param evidence the ids of what it rests on: reviews, decisions, revocations
 */
public record Explanation(
    String reason,
    List<Value> values,
    List<Fulfiller> satisfiableBy,
    @Nullable Instant since,
    List<String> evidence) {

  /** Copies the collections. */
  public Explanation {
    values = List.copyOf(values);
    satisfiableBy = List.copyOf(satisfiableBy);
    evidence = List.copyOf(evidence);
  }

  /**
   * A number behind a requirement.
   *
   * @param name what is counted or measured
   * @param value what it is
   * @param limit what it must reach or must not pass
   * @param computed how sure that is; absent where it was counted here
   */
  public record Value(String name, double value, double limit, @Nullable Computed computed) {}

  /**
   * How sure a number is that Assay computed from evidence.
   *
   * @param low the lower limit of its interval
   * @param high the upper one
   * @param n how many rows it is made of
   * @param method whose interval it is
   */
  public record Computed(double low, double high, long n, String method) {}

  /**
   * Who could fulfil a requirement: somebody of a realm role, or one person.
   *
   * @param role the realm role
   * @param subject the person
   */
  public record Fulfiller(@Nullable String role, @Nullable String subject) {

    /** Somebody with the realm role. */
    public static Fulfiller role(String role) {
      return new Fulfiller(role, null);
    }

    /** One person. */
    public static Fulfiller person(String subject) {
      return new Fulfiller(null, subject);
    }
  }

  /** A sentence, and nothing that could be added. */
  public static Explanation of(String reason) {
    return new Explanation(reason, List.of(), List.of(), null, List.of());
  }

  /** The same, fulfillable by the given. */
  public Explanation by(List<Fulfiller> fulfillers) {
    return new Explanation(reason, values, fulfillers, since, evidence);
  }

  /** The same, with a number. */
  public Explanation value(String name, double value, double limit) {
    return new Explanation(
        reason, List.of(new Value(name, value, limit, null)), satisfiableBy, since, evidence);
  }

  /** The same, with numbers that rest on evidence. */
  public Explanation computed(List<Value> values, List<String> evidence) {
    return new Explanation(reason, values, satisfiableBy, since, evidence);
  }

  /** The same, holding from an instant on, resting on something. */
  public Explanation since(@Nullable Instant since, List<String> evidence) {
    return new Explanation(reason, values, satisfiableBy, since, evidence);
  }
}
