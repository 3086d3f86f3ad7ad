package org.assay.review.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assay.review.policy.Expression.BadExpressionException;
import org.assay.review.policy.Expression.UndecidableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {

  private static final Map<String, Object> CONTEXT =
      Map.of(
          "version",
          Map.of("model", "credit.denial", "number", 3L, "kind", "TABULAR"),
          "findings",
          Map.of("blocker", 0L, "major", 1L),
          "reviews",
          Map.of("ethics", Map.of("approvals", 2L, "units", List.of("credit", "risk"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version.number >= 2 | true",
        "version.number == 2 | false",
        "findings.blocker == 0 && findings.major < 2 | true",
        "reviews.ethics.units.exists(unit, unit == 'risk') | true",
        "reviews.ethics.units.size() >= 3 | false",
        "version.model.matches('^credit[.]') | true",
        "has(version.federated) | false",
        "has(reviews.privacy) | false"
      })
  void askForTheFactsOfAVersion(String text, boolean expected) throws Exception {
    assertThat(Expression.compiled(text).holds(CONTEXT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version.federated | federated",
        "!version.federated | federated",
        "reviews.privacy.approvals >= 0 | privacy",
        "environment == 'production' | environment",
        "environment != 'production' | environment",
        "version.number / 0 == 1 | zero"
      })
  void neverHoldForWhatIsMissingOrFails(String text, String named) throws Exception {
    Expression expression = Expression.compiled(text);

    UndecidableException thrown =
        catchThrowableOfType(UndecidableException.class, () -> expression.holds(CONTEXT));

    assertThat(thrown).hasMessageContaining(named);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("version.nope == 1", "UNKNOWN_FIELD", "nope"),
        Arguments.of("reviews.ethcs.approvals > 1", "UNKNOWN_FIELD", "ethcs"),
        Arguments.of("reviews.ethics.findings.fatal > 1", "UNKNOWN_FIELD", "fatal"),
        Arguments.of("tier == 'HIGH'", "UNKNOWN_FIELD", "tier"),
        Arguments.of("version.number", "NOT_BOOLEAN", "int"),
        Arguments.of("'yes'", "NOT_BOOLEAN", "string"),
        Arguments.of("version.number == 'three'", "TYPE", "_==_"),
        Arguments.of("version.model.nope", "TYPE", "field selection"),
        Arguments.of("version.number ==", "SYNTAX", "<EOF>"),
        Arguments.of("", "SYNTAX", "<EOF>"),
        Arguments.of("dyn(version).nope == 1", "NOT_ALLOWED", "dyn"),
        Arguments.of("Version{number: 2}.number == 2", "NOT_ALLOWED", "objects"),
        Arguments.of("true || " + "x".repeat(2_000), "TOO_LONG", "2000"),
        Arguments.of("x".repeat(1 << 20), "TOO_LONG", "2000"),
        Arguments.of(
            "reviews.ethics.units.all(a, approvals.units.all(b, a != b))", "TOO_DEAR", "steps"),
        Arguments.of(forEver(6), "TOO_DEAR", "steps"));
  }

  /** Loops inside loops: ten to the power of the depth. */
  private static String forEver(int depth) {
    String body = "true";
    for (int level = 0; level < depth; level++) {
      body = "[0,1,2,3,4,5,6,7,8,9].all(v%d, %s)".formatted(level, body);
    }
    return body;
  }

  @ParameterizedTest
  @MethodSource("bad")
  void sayWhatKeepsThemOut(String text, String code, String named) {
    BadExpressionException thrown =
        catchThrowableOfType(BadExpressionException.class, () -> Expression.compiled(text));

    assertThat(thrown.faults())
        .anySatisfy(
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.detail()).contains(named);
            });
  }

  @ParameterizedTest
  @CsvSource({"20, 32", "100, 32", "400, 0"})
  void endOnNestingAndLength(int parentheses, int ignored) {
    String text = "(".repeat(parentheses) + "true" + ")".repeat(parentheses);

    try {
      assertThat(Expression.compiled(text).constant()).contains(true);
    } catch (BadExpressionException e) {
      assertThat(e.faults()).isNotEmpty();
    }
  }

  @Test
  void tellWhatIsTheSameForEveryVersion() throws Exception {
    Map<String, Optional<Boolean>> expected = new HashMap<>();
    expected.put("false", Optional.of(false));
    expected.put("1 > 2", Optional.of(false));
    expected.put("false && version.number > 1", Optional.of(false));
    expected.put("version.number > 1 || true", Optional.of(true));
    expected.put("version.number > 1", Optional.empty());
    expected.put("has(version.kind)", Optional.empty());
    for (Map.Entry<String, Optional<Boolean>> entry : expected.entrySet()) {
      assertThat(Expression.compiled(entry.getKey()).constant())
          .as(entry.getKey())
          .isEqualTo(entry.getValue());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "reviews.privacy.approvals >= 0 ; FAILURE",
        "reviews.privacy.findings.major == 0 && version.number >= 2 ; FALSE, FAILURE",
        "version.number >= 2 && (reviews.privacy.approvals >= 0) ; FALSE, FAILURE",
        "version.number >= 2 || reviews.privacy.approvals >= 0 ; TRUE, FALSE, FAILURE",
        "!has(reviews.privacy) || reviews.privacy.approvals >= 1 ; TRUE, FAILURE",
        "has(reviews.privacy) && reviews.privacy.approvals >= 1 ; FALSE, FAILURE",
        "has(reviews.privacy) ? reviews.privacy.approvals >= 1 : true ; TRUE",
        "has(reviews.privacy.state) ; FAILURE",
        "!has(reviews.privacy.state) ; FAILURE",
        "reviews.privacy.units.exists(unit, unit == 'risk') ; FAILURE",
        "reviews.privacy.units == ['risk'] ; FAILURE",
        "!(reviews.privacy.state == 'APPROVED') ; FAILURE",
        "reviews.ethics.state == 'APPROVED' ; TRUE, FALSE, OTHER, FAILURE"
      })
  void tellWhatMayComeOfThemWithoutAReview(String text, String expected) throws Exception {
    Expression expression = Expression.compiled(text);

    assertThat(expression.outcomes(Set.of("privacy")))
        .extracting(Enum::name)
        .containsAll(List.of(evaluated(expression)))
        .isSubsetOf(expected.split(", ", -1));
  }

  private static String evaluated(Expression expression) {
    try {
      return expression.holds(CONTEXT) ? "TRUE" : "FALSE";
    } catch (UndecidableException e) {
      return "FAILURE";
    }
  }

  @Test
  void knowWhatTheyAskFor() throws Exception {
    assertThat(
            Expression.compiled("environment == 'x' && approvals.units.exists(unit, unit == 'y')")
                .variables())
        .containsExactlyInAnyOrder("environment", "approvals");
    assertThat(Expressions.faultsOfCondition("version.kind == 'VISION' && project.unit == 'x'"))
        .isEmpty();
    assertThat(Expressions.faultsOfCondition("reviews.ethics.approvals > 0"))
        .extracting(ExpressionFault::code)
        .containsExactly("NOT_ALLOWED");
  }
}
