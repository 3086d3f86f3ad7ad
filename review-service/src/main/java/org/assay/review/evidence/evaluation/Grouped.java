package org.assay.review.evidence.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;

/** Sorts what was counted of groups by the groups' names. */
final class Grouped {

  private Grouped() {}

  /**
   * Returns what belongs to each group, by its name in order.
   *
   * @param group the value of each attribute
   * @throws TableException if two groups have one name, or the reference of the plan is none
   */
  static <T> Map<String, List<T>> byName(
      Grouping of, List<T> cells, Function<T, List<String>> group) {
    Map<String, List<T>> byName = new TreeMap<>();
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (T cell : cells) {
      List<String> values = group.apply(cell);
      String name = String.join(EvaluationPlan.TIMES, values);
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(cell);
      List<String> other = parts.putIfAbsent(name, values);
      if (other != null && !other.equals(values)) {
        throw new TableException(
            TableFault.BAD_GROUP_NAME, "Two groups of %s have one name".formatted(of.name()));
      }
    }
    String reference = of.referenceGroup();
    if (reference != null && !byName.containsKey(reference)) {
      throw new TableException(
          TableFault.BAD_GROUP_NAME,
          "%s has no group %s, which the plan compares the others with"
              .formatted(of.name(), reference));
    }
    return byName;
  }

  /**
   * Looks how many groups all attributes have together.
   *
   * @throws TableException for more than are compared
   */
  static void refuseMany(int groups) {
    if (groups > CountedAttribute.MOST_GROUPS) {
      throw new TableException(
          TableFault.TOO_MANY_GROUPS,
          "All attributes have %d groups together; at most %d are compared"
              .formatted(groups, CountedAttribute.MOST_GROUPS));
    }
  }
}
