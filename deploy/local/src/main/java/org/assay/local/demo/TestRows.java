package org.assay.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of {@code examples/mortgage/test_predictions.csv}: what happened, what the model said,
 * and who applied.
 *
 * @param columns the names of the columns
 * @param rows the values of each row
 */
record TestRows(List<String> columns, List<List<String>> rows) {

  /** Reads them from the example's folder. */
  static TestRows read(Path folder) {
    try {
      List<List<String>> lines =
          Files.readAllLines(folder.resolve("test_predictions.csv")).stream()
              .map(line -> List.of(line.split(",", -1)))
              .toList();
      return new TestRows(lines.getFirst(), lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("the test rows in " + folder + " cannot be read", e);
    }
  }

  /** Counts hits and misses of the denials for each group of a column, as evidence. */
  ObjectNode countedBy(String column, String attribute) {
    Map<String, long[]> groups = new TreeMap<>();
    int group = columns.indexOf(column);
    int truth = columns.indexOf("denied");
    int said = columns.indexOf("predicted_denied");
    for (List<String> row : rows) {
      boolean right = row.get(truth).equals(row.get(said));
      boolean denied = row.get(said).equals("yes");
      groups.computeIfAbsent(row.get(group), _ -> new long[4])[cell(right, denied)]++;
    }
    ObjectNode counts =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "GROUP_COUNTS")
            .put("attribute", attribute)
            .put("positive_class", "denied")
            .put("favourable_label", "granted");
    ArrayNode counted = counts.putArray("groups");
    groups.forEach(
        (name, cells) ->
            counted
                .addObject()
                .put("name", name)
                .put("tp", cells[0])
                .put("fp", cells[1])
                .put("tn", cells[2])
                .put("fn", cells[3]));
    return counts;
  }

  private static int cell(boolean right, boolean denied) {
    if (denied) {
      return right ? 0 : 1;
    }
    return right ? 2 : 3;
  }
}
