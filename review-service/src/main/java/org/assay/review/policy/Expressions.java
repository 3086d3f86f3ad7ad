package org.assay.review.policy;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assay.review.policy.Expression.BadExpressionException;
import org.assay.review.policy.ExpressionOutcomes.Outcome;

/** Says of an expression whether it can stand in a policy, before it does. */
public final class Expressions {

  private Expressions() {}

  /** Returns everything that keeps an expression out of a policy; none where it can stand there. */
  public static List<ExpressionFault> faults(String text) {
    try {
      Expression.compiled(text);
      return List.of();
    } catch (BadExpressionException e) {
      return e.faults();
    }
  }

  /**
   * Returns everything that keeps an expression from saying which versions need a review: that is
   * told before there are reviews, so it asks for nothing that comes of them.
   */
  public static List<ExpressionFault> faultsOfCondition(String text) {
    try {
      Set<String> late = new TreeSet<>(Expression.compiled(text).variables());
      late.removeAll(PolicyContext.KNOWN_BEFORE_REVIEWS);
      return late.isEmpty()
          ? List.of()
          : List.of(
              new ExpressionFault(
                  "NOT_ALLOWED",
                  "which reviews are needed is told by %s alone, not by %s"
                      .formatted(PolicyContext.KNOWN_BEFORE_REVIEWS, late)));
    } catch (BadExpressionException e) {
      return e.faults();
    }
  }

  /**
   * Returns everything that keeps an expression from deciding that a condition is met: that is
   * about no environment, and depends on the version.
   */
  public static List<ExpressionFault> faultsOfCheck(String text) {
    try {
      Expression check = Expression.compiled(text);
      if (check.variables().contains(PolicyContext.ENVIRONMENT)) {
        return List.of(
            new ExpressionFault(
                "NOT_ALLOWED", "a condition is about no environment; it asks for environment"));
      }
      return check.constant().isEmpty()
          ? List.of()
          : List.of(new ExpressionFault("CONSTANT", "it is the same whatever is done"));
    } catch (BadExpressionException e) {
      return e.faults();
    }
  }

  /**
   * Says whether an expression fails for every version that has none of some reviews.
   *
   * @param absent the reviews that no scope asks for
   */
  public static boolean fails(String text, Collection<ReviewType> absent) {
    return outcomes(text, absent).equals(Set.of(Outcome.FAILURE));
  }

  /** Says whether an expression may hold for a version that has none of some reviews. */
  public static boolean mayHold(String text, Collection<ReviewType> absent) {
    return outcomes(text, absent).contains(Outcome.TRUE);
  }

  private static Set<Outcome> outcomes(String text, Collection<ReviewType> absent) {
    try {
      return Expression.compiled(text)
          .outcomes(absent.stream().map(ReviewType::field).collect(Collectors.toSet()));
    } catch (BadExpressionException _) {
      // What does not compile is a fault of another kind, and told as such.
      return EnumSet.allOf(Outcome.class);
    }
  }

  /** Returns the value that it has for every version, empty where that depends or it has none. */
  public static Optional<Boolean> constant(String text) {
    try {
      return Expression.compiled(text).constant();
    } catch (BadExpressionException _) {
      return Optional.empty();
    }
  }
}
