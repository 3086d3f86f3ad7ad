package org.assay.review.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assay.review.evidence.evaluation.CountedAttribute;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.SmallCounts;
import org.jspecify.annotations.Nullable;

/**
 * What of an evaluation a reader is not shown, since so few people are counted there that they
 * could be singled out.
 *
 * @param seesAll whether the reader has the right to small counts
 * @param allRows whether the numbers over all rows are hidden
 * @param attributes the attributes of which everything is hidden
 */
record Hidden(boolean seesAll, boolean allRows, Set<String> attributes) {

  /** Of what is not evaluated yet nothing is shown. */
  static final Hidden PENDING = new Hidden(false, true, Set.of());

  Hidden {
    attributes = Set.copyOf(attributes);
  }

  static Hidden of(Evaluation made, List<CountedAttribute> counted, boolean seesAll) {
    Set<String> small = new HashSet<>();
    if (!seesAll) {
      counted.stream()
          .filter(one -> SmallCounts.among(one.groups()))
          .forEach(one -> small.add(one.attribute()));
      // Where numbers are predicted, nothing is counted of a group but its rows.
      for (ReportRow row : counted.isEmpty() ? made.report() : List.<ReportRow>of()) {
        String attribute = row.attribute();
        if (attribute != null && row.group() != null && SmallCounts.among(row.n())) {
          small.add(attribute);
        }
      }
    }
    return new Hidden(seesAll, !seesAll && made.smallCounts(), small);
  }

  /** Says whether what is said of an attribute is hidden, or of all rows where there is none. */
  boolean hides(@Nullable String attribute) {
    return attribute == null ? allRows : attributes.contains(attribute);
  }
}
