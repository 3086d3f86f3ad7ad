package org.assay.review.policy;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What can come of an expression where some reviews are never asked for: to ask for one of these
 * fails for every version. Of all else anything may come, so that only what is certain is said.
 *
 * <p>As in CEL, {@code &&} and {@code ||} decide by one side even where the other fails; everything
 * else fails with what it is made of.
 */
final class ExpressionOutcomes {

  /** What an evaluation comes to. */
  enum Outcome {
    TRUE,
    FALSE,
    OTHER,
    FAILURE
  }

  private static final String REVIEWS = "reviews";

  private final Set<String> absent;

  private ExpressionOutcomes(Set<String> absent) {
    this.absent = absent;
  }

  /**
   * Returns everything that may come of an expression.
   *
   * @param absent the fields of {@code reviews} that are never there
   */
  static Set<Outcome> of(CelExpr expression, Set<String> absent) {
    return new ExpressionOutcomes(absent).of(expression);
  }

  private EnumSet<Outcome> of(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case CONSTANT -> constant(expression.constant());
      case SELECT -> select(expression.select());
      case CALL -> call(expression.call());
      case LIST -> ofParts(expression.list().elements());
      case COMPREHENSION -> ofParts(List.of(expression.comprehension().iterRange()));
      case IDENT, STRUCT, MAP, NOT_SET -> EnumSet.allOf(Outcome.class);
    };
  }

  private static EnumSet<Outcome> constant(CelConstant constant) {
    if (constant.getKind() != CelConstant.Kind.BOOLEAN_VALUE) {
      return EnumSet.of(Outcome.OTHER);
    }
    return EnumSet.of(constant.booleanValue() ? Outcome.TRUE : Outcome.FALSE);
  }

  private EnumSet<Outcome> select(CelExpr.CelSelect select) {
    boolean review =
        select.operand().exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
            && select.operand().ident().name().equals(REVIEWS);
    if (review && absent.contains(select.field())) {
      return EnumSet.of(select.testOnly() ? Outcome.FALSE : Outcome.FAILURE);
    }
    return ofParts(List.of(select.operand()));
  }

  private EnumSet<Outcome> call(CelExpr.CelCall call) {
    List<CelExpr> parts = new ArrayList<>(call.args());
    call.target().ifPresent(parts::add);
    return switch (call.function()) {
      case "_&&_" -> decided(parts, Outcome.FALSE, Outcome.TRUE);
      case "_||_" -> decided(parts, Outcome.TRUE, Outcome.FALSE);
      case "!_" -> negated(of(parts.getFirst()));
      case "_?_:_" -> chosen(parts);
      default -> ofParts(parts);
    };
  }

  /** One part decides alone; the other value takes both. */
  private EnumSet<Outcome> decided(List<CelExpr> parts, Outcome alone, Outcome both) {
    EnumSet<Outcome> all = EnumSet.noneOf(Outcome.class);
    boolean every = true;
    for (CelExpr part : parts) {
      EnumSet<Outcome> some = of(part);
      every &= some.contains(both);
      all.addAll(some);
    }
    all.remove(Outcome.OTHER);
    if (!every) {
      all.remove(both);
    }
    return all.isEmpty() ? EnumSet.of(alone) : all;
  }

  private static EnumSet<Outcome> negated(EnumSet<Outcome> of) {
    EnumSet<Outcome> negated = EnumSet.noneOf(Outcome.class);
    for (Outcome one : of) {
      negated.add(
          switch (one) {
            case TRUE -> Outcome.FALSE;
            case FALSE -> Outcome.TRUE;
            case OTHER, FAILURE -> Outcome.FAILURE;
          });
    }
    return negated;
  }

  private EnumSet<Outcome> chosen(List<CelExpr> parts) {
    EnumSet<Outcome> condition = of(parts.get(0));
    EnumSet<Outcome> all = EnumSet.noneOf(Outcome.class);
    if (condition.contains(Outcome.TRUE)) {
      all.addAll(of(parts.get(1)));
    }
    if (condition.contains(Outcome.FALSE)) {
      all.addAll(of(parts.get(2)));
    }
    if (condition.contains(Outcome.FAILURE)) {
      all.add(Outcome.FAILURE);
    }
    return all;
  }

  private EnumSet<Outcome> ofParts(List<CelExpr> parts) {
    boolean fails = parts.stream().anyMatch(part -> of(part).equals(EnumSet.of(Outcome.FAILURE)));
    return fails ? EnumSet.of(Outcome.FAILURE) : EnumSet.allOf(Outcome.class);
  }
}
