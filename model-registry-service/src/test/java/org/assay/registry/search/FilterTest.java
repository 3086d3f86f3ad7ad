package org.assay.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name = 'a'                     | ''          | name        | EQUAL       | a",
        "name=\"a\"                     | ''          | name        | EQUAL       | a",
        "attribute.name != 'it''s'      | attribute   | name        | NOT_EQUAL   | it's",
        "tags.mlflow.source.name = 'x'  | tags        | mlflow.source.name | EQUAL | x",
        "tag.`odd key` LIKE '%a_'       | tag         | odd key     | LIKE        | %a_",
        "params.\"a.b = c\" ilike 'X'   | params      | a.b = c     | ILIKE       | X",
        "metrics.`f1 score` >= -1.5e-3  | metrics     | f1 score    | AT_LEAST    | -1.5e-3",
        "version_number<7               | ''          | version_number | LESS     | 7",
        "`name` = 'a AND b'             | ''          | name        | EQUAL       | a AND b",
      })
  void readsAComparison(String text, String group, String name, Operator operator, String value) {
    Filter filter = Filter.parse(text);

    assertThat(filter.comparisons())
        .singleElement()
        .satisfies(
            comparison -> {
              assertThat(comparison.key())
                  .isEqualTo(new Key(group.equals("''") ? "" : group, name));
              assertThat(comparison.operator()).isEqualTo(operator);
              assertThat(comparison.values()).extracting(Literal::text).containsExactly(value);
            });
  }

  @Test
  void joinsComparisonsInAnyLetterCase() {
    Filter filter =
        Filter.parse("a = 'x' and run_id IN ('1', '2',) AND tags.t is Not null And p IS NULL");

    assertThat(filter.comparisons())
        .extracting(Comparison::operator)
        .containsExactly(Operator.EQUAL, Operator.IN, Operator.IS_NOT_NULL, Operator.IS_NULL);
    assertThat(filter.comparisons().get(1).values())
        .containsExactly(new Literal("1", true), new Literal("2", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name =",
        "= 'a'",
        "name = 'a' OR name = 'b'",
        "name = 'a' name = 'b'",
        "name = 'a' AND",
        "(name = 'a')",
        "name = 'a'; drop table model",
        "name = 'a",
        "name == 'a'",
        "name <> 'a'",
        "name IN ()",
        "name IN ('a' 'b')",
        "name IN ('a'",
        "name IS 'a'",
        "name NOT LIKE 'a'",
        "'name' = 'a'",
        "name = AND",
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Filter.parse(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("Invalid clause(s) in filter string");
  }

  @Test
  void readsNothingAsEverything() {
    assertThat(List.of(Filter.parse(null), Filter.parse(" "))).containsOnly(new Filter(List.of()));
  }

  @Test
  void boundsWhatItReads() {
    String many = "a = 'x'" + " AND a = 'x'".repeat(Filter.MAX_COMPARISONS);
    String list = "a IN ('x'" + ",'x'".repeat(Filter.MAX_VALUES) + ")";
    String length = "a = '" + "x".repeat(Filter.MAX_LENGTH) + "'";

    assertThat(List.of(many, list, length))
        .allSatisfy(
            text ->
                assertThatThrownBy(() -> Filter.parse(text))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("has more than"));
  }
}
