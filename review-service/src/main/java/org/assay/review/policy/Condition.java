package org.assay.review.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.review.policy.Expression.BadExpressionException;
import org.assay.review.policy.Expression.UndecidableException;
import org.assay.review.policy.Policy.RequiredReview;

/**
 * Whom a required review or a question of a checklist concerns, ready to be judged. What cannot be
 * told of a version leaves it concerned.
 */
public final class Condition {

  /** Whom any of these concerns; each was bounded alone, so they stay apart. */
  private final List<Expression> expressions;

  private Condition(List<Expression> expressions) {
    this.expressions = expressions;
  }

  /**
   * Compiles the conditions of a policy's reviews, by their texts.
   *
   * @throws IllegalStateException if one does not compile any more
   */
  static Map<String, Condition> of(Policy policy) {
    Map<String, Condition> conditions = new HashMap<>();
    Stream.concat(
            policy.reviews().stream(),
            policy.tiers().values().stream().flatMap(terms -> terms.reviews().stream()))
        .map(RequiredReview::appliesIf)
        .flatMap(Stream::ofNullable)
        .forEach(text -> conditions.computeIfAbsent(text, Condition::compiled));
    return conditions;
  }

  /**
   * Compiles one.
   *
   * @throws IllegalStateException if it does not compile
   */
  public static Condition compiled(String text) {
    try {
      return new Condition(List.of(Expression.compiled(text)));
    } catch (BadExpressionException e) {
      throw new IllegalStateException("A condition does not compile: " + text, e);
    }
  }

  /** Returns the condition of what concerns whom this or another one concerns. */
  public Condition or(Condition other) {
    return new Condition(Stream.concat(expressions.stream(), other.expressions.stream()).toList());
  }

  /** Returns whether it holds for the version, or cannot be told. */
  public boolean concerns(Map<String, Object> context) {
    return expressions.stream().anyMatch(expression -> concerns(expression, context));
  }

  private static boolean concerns(Expression expression, Map<String, Object> context) {
    try {
      return expression.holds(context);
    } catch (UndecidableException _) {
      return true;
    }
  }
}
