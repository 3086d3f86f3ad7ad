package org.assay.review.evidence.statistics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bootstrap draws: within each stratum (label by group, in ascending order of the key's
 * bytes) as many units as it has. A unit is a row, or all rows of one entity where entities repeat,
 * since closed forms and rows alone take them for independent.
 */
public final class Strata {

  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final List<Stratum> strata;
  private final int rows;

  private Strata(List<Stratum> strata, int rows) {
    this.strata = List.copyOf(strata);
    this.rows = rows;
  }

  /** The rows of one stratum, unit by unit; not a record for the arrays in it. */
  private static final class Stratum {

    private final int[] rows;
    private final int @Nullable [] starts;

    /**
     * Holds rows.
     *
     * @param starts where in {@code rows} each unit begins, and the last one ends; null where each
     *     row is a unit
     */
    private Stratum(int[] rows, int @Nullable [] starts) {
      this.rows = rows;
      this.starts = starts;
    }

    private int units() {
      return starts == null ? rows.length : starts.length - 1;
    }
  }

  /** Returns rows without strata. */
  public static Strata single(int rows) {
    return new Strata(List.of(new Stratum(IntStream.range(0, rows).toArray(), null)), rows);
  }

  /**
   * Returns strata of single rows.
   *
   * @param keys each row's stratum, in the order of the rows
   */
  public static Strata of(List<String> keys) {
    List<String> names = keys.stream().distinct().toList();
    Map<String, Integer> at = new HashMap<>();
    names.forEach(name -> at.put(name, at.size()));
    return of(names, keys.stream().mapToInt(at::get).toArray());
  }

  /**
   * Returns strata of single rows.
   *
   * @param names the keys, each once
   * @param of for each row which of them is its stratum's
   */
  public static Strata of(List<String> names, int[] of) {
    int[] sizes = new int[names.size()];
    for (int one : of) {
      sizes[one]++;
    }
    int[][] rows = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    for (int row = of.length - 1; row >= 0; row--) {
      rows[of[row]][--sizes[of[row]]] = row;
    }
    return new Strata(
        IntStream.range(0, names.size())
            .boxed()
            .filter(at -> rows[at].length > 0)
            .sorted(Comparator.comparing(names::get, BY_BYTES))
            .map(at -> new Stratum(rows[at], null))
            .toList(),
        of.length);
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
        strata.values().stream().map(stratum -> clustered(stratum.values())).toList(), keys.size());
  }

  private static Stratum clustered(Collection<List<Integer>> clusters) {
    int[] starts = new int[clusters.size() + 1];
    int at = 0;
    for (List<Integer> cluster : clusters) {
      starts[at + 1] = starts[at] + cluster.size();
      at++;
    }
    int[] rows = clusters.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    return new Stratum(rows, starts);
  }

  int rows() {
    return rows;
  }

  boolean stratified() {
    return strata.size() > 1;
  }

  /** Draws the rows of the next replicate; all models of a comparison get the same. */
  int[] draw(BootstrapStream stream) {
    return draw(stream, new int[rows]);
  }

  /**
   * Draws the rows of the next replicate.
   *
   * @param buffer as long as there are rows; taken for the answer where that is as long
   */
  int[] draw(BootstrapStream stream, int[] buffer) {
    int[] drawn = buffer;
    int size = 0;
    for (Stratum stratum : strata) {
      int units = stratum.units();
      int[] starts = stratum.starts;
      for (int unit = 0; unit < units; unit++) {
        int at = stream.index(units);
        if (starts == null) {
          drawn[size++] = stratum.rows[at];
        } else {
          int length = starts[at + 1] - starts[at];
          if (size + length > drawn.length) {
            drawn = Arrays.copyOf(drawn, Math.max(size + length, 2 * drawn.length));
          }
          System.arraycopy(stratum.rows, starts[at], drawn, size, length);
          size += length;
        }
      }
    }
    return size == drawn.length ? drawn : Arrays.copyOf(drawn, size);
  }

  /** Returns all rows but one unit's, for each unit of the only stratum. */
  Stream<int[]> leaveOneOut() {
    Stratum only = strata.getFirst();
    int[] starts = only.starts;
    return IntStream.range(0, only.units())
        .mapToObj(
            left -> {
              int from = starts == null ? left : starts[left];
              int to = starts == null ? left + 1 : starts[left + 1];
              int[] rest = Arrays.copyOf(only.rows, only.rows.length - (to - from));
              System.arraycopy(only.rows, to, rest, from, only.rows.length - to);
              return rest;
            });
  }
}
