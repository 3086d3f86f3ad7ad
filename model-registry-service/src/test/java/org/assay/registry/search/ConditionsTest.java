package org.assay.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  private static final SearchKeys KEYS =
      SearchKeys.none()
          .attribute("name", Column.of("m.name", ValueType.TEXT))
          .attribute("run_id", Column.of("v.run", ValueType.TEXT).and(Operator.IN))
          .attribute("number", Column.of("v.number", ValueType.WHOLE))
          .attribute("created", Column.of("v.created_at", ValueType.INSTANT))
          .entries(
              Set.of("tag", "tags"),
              new Entries(
                  "tag e where e.id = v.id",
                  "e.key",
                  Column.of("e.value", ValueType.TEXT)
                      .and(Operator.IS_NULL, Operator.IS_NOT_NULL)
                      .indexedTo(200)));

  @Test
  void bindsEveryNameAndValue() {
    Conditions conditions =
        of("name = 'x'' or 1=1 --' AND tags.`a'; drop table x` != 'y' AND number <= 3");

    assertThat(conditions.sql())
        .isEqualTo(
            "m.name = :f0 and exists (select 1 from tag e where e.id = v.id and e.key = :f1"
                + " and e.value <> :f2) and v.number <= :f3");
    assertThat(conditions.values())
        .containsEntry("f0", "x' or 1=1 --")
        .containsEntry("f1", "a'; drop table x")
        .containsEntry("f2", "y")
        .containsEntry("f3", 3L);
  }

  @Test
  void looksLongValuesUpByTheirBeginning() {
    assertThat(of("tag.t = '%s'".formatted("v".repeat(200))).sql())
        .endsWith("left(e.value, 200) = left(:f1, 200) and e.value = :f1)");
    assertThat(of("tag.t = '%s'".formatted("v".repeat(199))).sql())
        .endsWith("left(e.value, 200) = left(:f1, 200))");
  }

  @Test
  void asksForAbsenceAndLists() {
    Conditions conditions = of("tag.t IS NULL AND tag.u IS NOT NULL AND run_id IN ('a','b')");

    assertThat(conditions.sql())
        .isEqualTo(
            "not exists (select 1 from tag e where e.id = v.id and e.key = :f0) and exists (select"
                + " 1 from tag e where e.id = v.id and e.key = :f1) and v.run = any(:f2)");
    assertThat(conditions.values().get("f2")).isEqualTo(new String[] {"a", "b"});
  }

  /** So that a search may begin with either, which it may not with exists and a limit. */
  @Test
  void joinsNamedValuesOfATableAndStillTriesThemOnARow() {
    SearchKeys keys =
        SearchKeys.none()
            .entries(
                Set.of("tag"),
                Entries.joined(
                    "tag",
                    "owner",
                    "v",
                    Column.of("e.value", ValueType.TEXT).and(Operator.IS_NULL)));

    Conditions conditions =
        Conditions.of(Filter.parse("tag.a = 'x' and tag.b != 'y' and tag.c IS NULL"), keys, "f");

    assertThat(conditions.joins())
        .isEqualTo(
            " join tag e0 on e0.owner = v.id and e0.project_id = v.project_id"
                + " and e0.key = :f0 and e0.value = :f1"
                + " join tag e1 on e1.owner = v.id and e1.project_id = v.project_id"
                + " and e1.key = :f2 and e1.value <> :f3");
    assertThat(conditions.sql())
        .isEqualTo(
            "not exists (select 1 from tag e where e.owner = v.id and e.project_id = v.project_id"
                + " and e.key = :f4)");
    assertThat(conditions.tried())
        .startsWith("exists (select 1 from tag e where e.owner = v.id")
        .contains("e.value = :f1 offset 0) and exists (")
        .endsWith("e.key = :f4 offset 0)");
    assertThat(conditions.equalIn(Set.of("tag"))).contains(new Conditions.Paired("e0", "e0.owner"));
  }

  @Test
  void readsInstantsAsMilliseconds() {
    assertThat(of("created > 1700000000123").values())
        .containsEntry("f0", Instant.parse("2023-11-14T22:13:20.123Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "other = 'x'      | Invalid attribute key 'other' specified",
        "metrics.x = 1    | Invalid attribute key 'metrics.x' specified",
        "name < 'x'       | Invalid comparator for attribute name",
        "number LIKE '1'  | Invalid comparator for attribute number",
        "tag.t IN ('a')   | Invalid comparator for attribute tag.t",
        "name = 7         | Expected a quoted string value",
        "number = '7'     | Expected numeric value type",
        "number = 7.5     | Expected a whole number of 64 bits",
        "number = 7d      | Expected numeric value type",
      })
  void refusesWhatTheSearchDoesNotKnow(String filter, String message) {
    assertThatThrownBy(() -> of(filter))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(message);
  }

  private static Conditions of(String filter) {
    return Conditions.of(Filter.parse(filter), KEYS, "f");
  }
}
