package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which numbers two models predicted of the same rows, in SQL that is not one database's own.
 * Either table is as {@link SqlNumbers} describes it, and was found sound.
 */
public final class SqlNumberPairing {

  /** What is joined of both. */
  static final List<String> COLUMNS = List.of("label", "prediction");

  private final SqlJoin join;
  private final List<String> groups;

  /**
   * Reads joined rows.
   *
   * @param groups the challenger's columns of groups
   */
  SqlNumberPairing(SqlJoin join, List<String> groups) {
    this.join = join;
    this.groups = List.copyOf(groups);
  }

  /** Takes one row of both. */
  public interface Row {

    /**
     * Takes a row.
     *
     * @param group the value of each column that was asked for
     * @param challenger what the challenger predicted
     * @param champion what the champion did
     */
    void read(List<String> group, double observed, double challenger, double champion);
  }

  /** Returns how many rows there are. */
  public long count() {
    return join.count();
  }

  /** Returns the mean of what was observed. */
  public double mean() {
    double[] found = new double[1];
    join.queries()
        .each(
            "select avg(label) from " + join.table(),
            List.of(),
            row -> found[0] = row.getDouble(1));
    return found[0];
  }

  /**
   * Counts rows by group; a missing one is {@code unknown}. The groups were found to have names,
   * and to be few enough.
   *
   * @param of the columns whose combinations are the groups
   * @param separator what stands between the parts of a group's name
   */
  public SortedMap<String, Long> counts(List<String> of, String separator) {
    SqlGroups asked = new SqlGroups(of, groups);
    SortedMap<String, Long> counts = new TreeMap<>();
    join.queries()
        .each(
            "select %1$scount(*) from %2$s group by %3$s"
                .formatted(asked.by(), join.table(), asked.by().replaceFirst(", $", "")),
            List.of(),
            row ->
                counts.merge(
                    String.join(separator, asked.read(row)),
                    row.getLong(asked.size() + 1),
                    Long::sum));
    return counts;
  }

  /** Tells every row in the order of the ids' bytes, which is that of no file. */
  public void rows(Row each) {
    rows(new SqlGroups(List.of(), groups), " order by row_id", List.of(), each);
  }

  /**
   * Tells the rows of some groups, group by group, within each in the order of the ids' bytes.
   *
   * @param of the columns whose combinations are the groups
   * @param separator what stands between the parts of a group's name
   * @param names the groups
   */
  public void rows(List<String> of, String separator, Set<String> names, Row each) {
    SqlGroups asked = new SqlGroups(of, groups);
    List<Object> parameters = new ArrayList<>(Collections.nCopies(of.size() - 1, separator));
    parameters.addAll(names);
    String some =
        " where %s in (%s) order by %srow_id"
            .formatted(
                asked.joined("?"),
                String.join(", ", Collections.nCopies(names.size(), "?")),
                asked.by());
    rows(asked, some, parameters, each);
  }

  /**
   * Tells every row in no order, as many as there are.
   *
   * @param of the columns whose combinations are the groups; none for all rows together
   */
  public void unordered(List<String> of, Row each) {
    rows(new SqlGroups(of, groups), "", List.of(), each);
  }

  private void rows(SqlGroups asked, String which, List<Object> parameters, Row each) {
    join.queries()
        .each(
            "select %slabel, prediction, other_prediction from %s%s"
                .formatted(asked.by(), join.table(), which),
            parameters,
            row -> {
              int at = asked.size();
              each.read(
                  asked.read(row),
                  row.getDouble(at + 1),
                  row.getDouble(at + 2),
                  row.getDouble(at + 3));
            });
  }
}
