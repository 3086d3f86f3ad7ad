package org.assay.review.evidence.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a version compares, as it is kept with its evaluation; neither plan nor data change, so
 * neither do the decisions.
 *
 * @param champion whom it was compared with; absent where that is a baseline of the same file
 * @param margin by how much it may be worse and is still not inferior
 * @param superior whether the plan asks that it is better
 * @param smallCounts whether some count of all rows that the numbers tell is small
 * @param smallAttributes the attributes of which some group's is
 * @param results the primary statistic first, then the guards, then the groups
 */
public record Comparison(
    @Nullable Champion champion,
    double margin,
    boolean superior,
    boolean smallCounts,
    List<String> smallAttributes,
    List<ComparisonResult> results) {

  /** Copies the lists. */
  public Comparison {
    smallAttributes = List.copyOf(smallAttributes);
    results = List.copyOf(results);
  }

  /** Says whether the numbers of a result are not shown to every reader. */
  public boolean hides(ComparisonResult result) {
    String attribute = result.attribute();
    return attribute == null ? smallCounts : smallAttributes.contains(attribute);
  }
}
