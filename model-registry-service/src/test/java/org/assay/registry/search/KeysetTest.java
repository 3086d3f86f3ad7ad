package org.assay.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysetTest {

  private static final SearchKeys KEYS =
      SearchKeys.none()
          .attribute("name", Column.of("m.name", ValueType.TEXT))
          .attribute("timestamp", Column.of("m.at", ValueType.INSTANT))
          .entries(
              Set.of("metrics"),
              new Entries(
                  "metric e where e.run = r.id", "e.key", Column.of("e.value", ValueType.REAL)));

  private static final List<Keyset.Part> LAST =
      List.of(new Keyset.Part("m.id", ValueType.TEXT, true));

  @Test
  void comparesRowsWhereAllGoesOneWay() {
    Keyset order = Keyset.of(List.of("timestamp ASC", "name"), KEYS, LAST);

    assertThat(order.orderBy()).isEqualTo("m.at, m.name, m.id");
    assertThat(order.after(List.of("2026-01-01T00:00:00.000001Z", "a", "7")).sql())
        .isEqualTo("(m.at, m.name, m.id) > (:k0, :k1, :k2)");
  }

  @Test
  void nestsWhereDirectionsDiffer() {
    Keyset order = Keyset.of(List.of("timestamp DESC"), KEYS, LAST);

    assertThat(order.orderBy()).isEqualTo("m.at desc, m.id");
    assertThat(order.after(List.of("2026-01-01T00:00:00Z", "7")).sql())
        .isEqualTo("(m.at <= :k0 and (m.at < :k0 or (m.at = :k0 and m.id > :k1)))");
  }

  @Test
  void sortsWhatIsAbsentLast() {
    Keyset order = Keyset.of(List.of("metrics.`a b` DESC"), KEYS, LAST);

    String value = "(select min(e.value) from metric e where e.run = r.id and e.key = :n0)";
    assertThat(order.orderBy())
        .isEqualTo(
            "(case when %s is null then 1 else 0 end), coalesce(%s, 0) desc, m.id"
                .formatted(value, value));
    assertThat(order.values()).containsEntry("n0", "a b");
  }

  @Test
  void keepsAPosition() {
    Keyset order = Keyset.of(List.of("timestamp"), KEYS, LAST);
    Object[] row = {Instant.parse("2026-01-01T00:00:00.000001Z"), "7"};

    List<String> position = order.position(index -> row[index]);

    assertThat(order.after(position).values()).containsValues(row);
  }

  @ParameterizedTest
  @CsvSource({
    "other, Invalid order by key",
    "name UP, Invalid order_by clause",
    "name ASC DESC, Invalid order_by clause",
    "'name; drop table x', Invalid",
    "'', Invalid order_by clause",
  })
  void refusesOtherClauses(String clause, String message) {
    assertThatThrownBy(() -> Keyset.of(List.of(clause), KEYS, LAST))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesAKeyTwice() {
    assertThatThrownBy(() -> Keyset.of(List.of("name", "name DESC"), KEYS, LAST))
        .hasMessageContaining("contains duplicate fields");
  }
}
