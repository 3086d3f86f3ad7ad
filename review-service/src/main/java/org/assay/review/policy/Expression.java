package org.assay.review.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assay.review.policy.ExpressionOutcomes.Outcome;

/**
 * A condition in CEL over {@link PolicyContext} that was checked: it parses, its fields exist, it
 * is a boolean, and it cannot become too dear. Evaluation has no effect and no clock.
 *
 * <p>Thread-safe; compiled once for each published policy version.
 */
public final class Expression {

  /** The longest text. */
  public static final int LONGEST = 2_000;

  private static final int MOST_NODES = 500;
  private static final int DEEPEST = 32;
  private static final int MOST_ITERATIONS = 10_000;

  /** About a millisecond of evaluation. */
  private static final long DEAREST = 20_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .maxParseExpressionNodeCount(MOST_NODES)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxRegexProgramSize(MOST_NODES)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  /** Would hide from the checker which fields are asked for. */
  private static final Set<String> HIDING = Set.of("dyn", "type");

  private static final Pattern PLACE = Pattern.compile("evaluation error at <input>:\\d+: ");

  private final String text;
  private final CelExpr root;
  private final CelRuntime.Program program;
  private final Set<String> variables;
  private final Set<String> claims;

  private Expression(
      String text,
      CelExpr root,
      CelRuntime.Program program,
      Set<String> variables,
      Set<String> claims) {
    this.text = text;
    this.root = root;
    this.program = program;
    this.variables = variables;
    this.claims = claims;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(PolicyContext.types());
    PolicyContext.variables().forEach(builder::addVar);
    return builder.build();
  }

  /**
   * Compiles an expression.
   *
   * @throws BadExpressionException with everything that keeps it out of a policy
   */
  static Expression compiled(String text) throws BadExpressionException {
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new BadExpressionException(
          "TOO_LONG", "an expression has at most %d characters".formatted(LONGEST));
    }
    CelAbstractSyntaxTree tree = checked(text);
    if (!tree.getResultType().equals(SimpleType.BOOL)) {
      throw new BadExpressionException(
          "NOT_BOOLEAN",
          "it has to be true or false, not %s".formatted(tree.getResultType().name()));
    }
    List<CelExpr> nodes =
        CelNavigableAst.fromAst(tree).getRoot().allNodes().map(CelNavigableExpr::expr).toList();
    refuseHiding(nodes);
    if (ExpressionCost.of(tree.getExpr()) > DEAREST) {
      throw new BadExpressionException(
          "TOO_DEAR",
          "it may take more than %d steps; avoid one comprehension inside another"
              .formatted(DEAREST));
    }
    Set<String> variables = variables(nodes);
    try {
      return new Expression(
          text, tree.getExpr(), RUNTIME.createProgram(tree), variables, claims(nodes, variables));
    } catch (CelEvaluationException e) {
      throw new BadExpressionException("SYNTAX", worded(e));
    }
  }

  private static CelAbstractSyntaxTree checked(String text) throws BadExpressionException {
    CelValidationResult result = COMPILER.compile(text);
    if (result.hasError()) {
      throw new BadExpressionException(result.getErrors().stream().map(Expression::fault).toList());
    }
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new BadExpressionException("SYNTAX", String.valueOf(e.getMessage()));
    }
  }

  private static ExpressionFault fault(CelIssue issue) {
    String message = issue.getMessage();
    String code = "TYPE";
    if (message.contains("undefined field") || message.contains("undeclared reference")) {
      code = "UNKNOWN_FIELD";
    } else if (message.contains("mismatched input")
        || message.contains("extraneous input")
        || message.contains("token recognition")
        || message.contains("no viable alternative")) {
      code = "SYNTAX";
    }
    return new ExpressionFault(
        code,
        "%s, at line %d, column %d"
            .formatted(
                message,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn() + 1));
  }

  private static void refuseHiding(List<CelExpr> nodes) throws BadExpressionException {
    for (CelExpr node : nodes) {
      if (node.getKind() == Kind.CALL && HIDING.contains(node.call().function())) {
        throw new BadExpressionException(
            "NOT_ALLOWED", "%s() is not offered".formatted(node.call().function()));
      }
      if (node.getKind() == Kind.STRUCT) {
        throw new BadExpressionException("NOT_ALLOWED", "an expression makes no objects");
      }
    }
  }

  private static Set<String> variables(List<CelExpr> nodes) {
    return nodes.stream()
        .filter(node -> node.getKind() == Kind.IDENT)
        .map(node -> node.ident().name())
        .filter(PolicyContext.variables()::containsKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> claims(List<CelExpr> nodes, Set<String> variables) {
    Set<String> named =
        nodes.stream()
            .filter(node -> node.getKind() == Kind.SELECT)
            .map(CelExpr::select)
            .filter(select -> select.operand().getKind() == Kind.IDENT)
            .filter(select -> select.operand().ident().name().equals(PolicyContext.CLAIMS))
            .map(CelExpr.CelSelect::field)
            .collect(Collectors.toUnmodifiableSet());
    // Where they are handed on as a whole it cannot be seen which of them count.
    return named.isEmpty() && variables.contains(PolicyContext.CLAIMS)
        ? PolicyContext.claimed()
        : named;
  }

  /** Returns the expression as it was written. */
  public String text() {
    return text;
  }

  /** Returns which variables of the context it asks for. */
  Set<String> variables() {
    return variables;
  }

  /** Returns which claims it asks for, by their fields in the context. */
  Set<String> claims() {
    return claims;
  }

  /**
   * Evaluates it.
   *
   * @throws UndecidableException if it asks for what is not known, or fails
   */
  boolean holds(Map<String, Object> context) throws UndecidableException {
    Object value;
    try {
      value = program.eval(context);
    } catch (CelEvaluationException e) {
      throw new UndecidableException(worded(e));
    }
    if (value instanceof Boolean answer) {
      return answer;
    }
    throw new UndecidableException("it asks for what is not known here");
  }

  /** Returns its value where that is the same for every version, empty where it depends on one. */
  Optional<Boolean> constant() {
    try {
      // What needs nothing of the context is decided without one.
      return Optional.of(holds(Map.of()));
    } catch (UndecidableException _) {
      return Optional.empty();
    }
  }

  /**
   * Returns everything that may come of it where some reviews are never asked for.
   *
   * @param absent the fields of {@code reviews} that are never there
   */
  Set<Outcome> outcomes(Set<String> absent) {
    return ExpressionOutcomes.of(root, absent);
  }

  private static String worded(CelEvaluationException thrown) {
    return PLACE.matcher(String.valueOf(thrown.getMessage())).replaceAll("");
  }

  /** Says that an expression cannot be evaluated for a version: it does not hold. */
  static final class UndecidableException extends Exception {

    private static final long serialVersionUID = 1L;

    UndecidableException(String why) {
      super(why, null, false, false);
    }
  }

  /** Says that an expression cannot stand in a policy. */
  static final class BadExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<ExpressionFault> faults;

    BadExpressionException(List<ExpressionFault> faults) {
      super(faults.toString(), null, false, false);
      this.faults = new ArrayList<>(faults);
    }

    BadExpressionException(String code, String detail) {
      this(List.of(new ExpressionFault(code, detail)));
    }

    List<ExpressionFault> faults() {
      return List.copyOf(faults);
    }
  }
}
