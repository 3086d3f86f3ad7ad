package org.assay.review.policy;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.List;

/**
 * How dear an expression can become: one for each step, and a comprehension takes its body as often
 * as its list can be long. A list that is written out has its length, any other counts as {@link
 * #LIST}, which no list of the context exceeds.
 */
final class ExpressionCost {

  /** The longest list that the context can hold. */
  static final long LIST = 250;

  /** Texts are compared, joined and searched by their length. */
  private static final long CALL = 5;

  private ExpressionCost() {}

  /** Returns the most steps that an evaluation takes. */
  static long of(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case CONSTANT, IDENT, NOT_SET -> 1;
      case SELECT -> 1 + of(expression.select().operand());
      case CALL ->
          CALL
              + expression.call().target().map(ExpressionCost::of).orElse(0L)
              + sum(expression.call().args());
      case LIST -> 1 + sum(expression.list().elements());
      case STRUCT ->
          1 + expression.struct().entries().stream().mapToLong(entry -> of(entry.value())).sum();
      case MAP ->
          1
              + expression.map().entries().stream()
                  .mapToLong(entry -> of(entry.key()) + of(entry.value()))
                  .sum();
      case COMPREHENSION -> of(expression.comprehension());
    };
  }

  private static long of(CelComprehension loop) {
    long body = of(loop.loopCondition()) + of(loop.loopStep());
    return of(loop.iterRange())
        + of(loop.accuInit())
        + length(loop.iterRange()) * body
        + of(loop.result());
  }

  private static long length(CelExpr range) {
    return switch (range.exprKind().getKind()) {
      case LIST -> range.list().elements().size();
      case MAP -> range.map().entries().size();
      default -> LIST;
    };
  }

  private static long sum(List<CelExpr> expressions) {
    return expressions.stream().mapToLong(ExpressionCost::of).sum();
  }
}
