package org.assay.registry.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void saysWhatWasAddedRemovedAndChanged() {
    Difference found =
        Difference.between(
            Map.of("same", 1.0, "gone", 2.0, "moved", 0.5),
            Map.of("same", 1.0, "new", "NaN", "moved", 0.75));

    assertThat(found.unchanged()).isEqualTo(1);
    assertThat(found.changes())
        .containsExactly(
            new Difference.Change("gone", Difference.Kind.REMOVED, "2.0", null, null),
            new Difference.Change("moved", Difference.Kind.CHANGED, "0.5", "0.75", 0.25),
            new Difference.Change("new", Difference.Kind.ADDED, null, "NaN", null));
  }

  @Test
  void showsNoMoreThanItSays() {
    Map<String, Integer> many =
        IntStream.range(0, 500)
            .boxed()
            .collect(Collectors.toMap("n%03d"::formatted, at -> at, (x, _) -> x, TreeMap::new));

    Difference found = Difference.between(many, Map.of("n000", 0, "long", "x".repeat(5_000)));

    assertThat(found.truncated()).isTrue();
    assertThat(found.changes()).hasSize(Difference.MOST);
    assertThat(found.changes().getFirst().b()).hasSize(Difference.MOST_CHARACTERS + 3);
    assertThat(found.unchanged()).isEqualTo(1);
  }
}
