package org.assay.review.evidence.statistics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a bootstrap draws: within each stratum (label by group, in ascending order of the key's
 * bytes) as many units as it has. A unit is a row, or all rows of one entity where entities repeat,
 * since closed forms and rows alone take them for independent.
 */
public final class Strata {

  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final List<List<int[]>> units;
  private final int rows;

  private Strata(List<List<int[]>> units, int rows) {
    this.units = units;
    this.rows = rows;
  }

  /** Returns rows without strata. */
  public static Strata single(int rows) {
    return of(IntStream.range(0, rows).mapToObj(_ -> "").toList());
  }

  /**
   * Returns strata of single rows.
   *
   * @param keys each row's stratum, in the order of the rows
   */
  public static Strata of(List<String> keys) {
    Map<String, List<int[]>> strata = new TreeMap<>(BY_BYTES);
    for (int row = 0; row < keys.size(); row++) {
      strata.computeIfAbsent(keys.get(row), _ -> new ArrayList<>()).add(new int[] {row});
    }
    return new Strata(List.copyOf(strata.values()), keys.size());
  }

  /**
   * Returns strata of clusters, each in the order of its first row.
   *
   * @param keys each row's stratum
   * @param clusters each row's entity, as long
   * @throws IllegalArgumentException if they are of different lengths
   */
  public static Strata of(List<String> keys, List<String> clusters) {
    if (keys.size() != clusters.size()) {
      throw new IllegalArgumentException("Every row has a stratum and a cluster");
    }
    Map<String, Map<String, List<Integer>>> strata = new TreeMap<>(BY_BYTES);
    for (int row = 0; row < keys.size(); row++) {
      strata
          .computeIfAbsent(keys.get(row), _ -> new LinkedHashMap<>())
          .computeIfAbsent(clusters.get(row), _ -> new ArrayList<>())
          .add(row);
    }
    return new Strata(
        strata.values().stream().map(stratum -> units(stratum.values())).toList(), keys.size());
  }

  private static List<int[]> units(Collection<List<Integer>> clusters) {
    return clusters.stream()
        .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  int rows() {
    return rows;
  }

  boolean stratified() {
    return units.size() > 1;
  }

  /** Draws the rows of the next replicate; all models of a comparison get the same. */
  int[] draw(BootstrapStream stream) {
    return units.stream()
        .flatMap(
            stratum ->
                IntStream.range(0, stratum.size())
                    .mapToObj(_ -> stratum.get(stream.index(stratum.size()))))
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  /** Returns all rows but one unit's, for each unit of the only stratum. */
  Stream<int[]> leaveOneOut() {
    List<int[]> only = units.getFirst();
    return IntStream.range(0, only.size())
        .mapToObj(
            left ->
                Stream.concat(
                        only.subList(0, left).stream(),
                        only.subList(left + 1, only.size()).stream())
                    .flatMapToInt(Arrays::stream)
                    .toArray());
  }
}
