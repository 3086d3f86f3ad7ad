package org.assay.registry.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FittingTest {

  private static final long MEGABYTE = 1_000_000;

  private final List<UUID> read = new ArrayList<>();

  @Test
  void readsNoMoreThanFits() {
    List<UUID> heavy = ids(100);

    assertThat(fitting(heavy, Map.of(), 3 * MEGABYTE)).isEqualTo(heavy.subList(0, 2));
    assertThat(read).hasSize(2);
  }

  @Test
  void readsNoMoreThanFitsAfterManyLightOnes() {
    List<UUID> all = ids(1_200);
    Map<UUID, Long> light = light(all.subList(0, 600));

    assertThat(fitting(all, light, 3 * MEGABYTE)).isEqualTo(all.subList(0, 602));
    assertThat(read).hasSize(602);
  }

  @Test
  void writesTheFirstHoweverHeavyItIs() {
    List<UUID> heavy = ids(3);

    assertThat(fitting(heavy, Map.of(), 100 * MEGABYTE)).isEqualTo(heavy.subList(0, 1));
  }

  @Test
  void writesAllThatFits() {
    List<UUID> all = ids(1_200);

    assertThat(fitting(all, Map.of(), 1)).isEqualTo(all);
    assertThat(fitting(List.of(), Map.of(), 1)).isEmpty();
  }

  private List<UUID> fitting(List<UUID> all, Map<UUID, Long> known, long otherwise) {
    return Fitting.of(
        all,
        Function.identity(),
        ids ->
            ids.stream()
                .collect(
                    Collectors.toMap(Function.identity(), id -> known.getOrDefault(id, otherwise))),
        some -> {
          read.addAll(some);
          return some;
        });
  }

  private static Map<UUID, Long> light(List<UUID> ids) {
    return ids.stream().collect(Collectors.toMap(Function.identity(), _ -> 1L));
  }

  private static List<UUID> ids(int number) {
    return Stream.generate(UUID::randomUUID).limit(number).toList();
  }
}
