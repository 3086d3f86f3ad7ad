package org.assay.review.evidence;

import java.util.List;
import org.assay.review.evidence.comparison.Champion;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.evidence.comparison.ComparisonResult;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a version compares, as HTTP shows it to one caller.
 *
 * @param champion whom it was compared with; absent where that is a baseline of the same file
 * @param margin by how much it may be worse and is still not inferior
 * @param superior whether the plan asks that it is better
 * @param results the primary statistic first, then the guards, then the groups; of small counts the
 *     decisions alone
 */
@Schema(name = "Comparison")
record ComparisonView(
    @Nullable Champion champion, double margin, boolean superior, List<ComparisonResult> results) {

  ComparisonView {
    results = List.copyOf(results);
  }

  static @Nullable ComparisonView of(@Nullable Comparison made, boolean seesAll) {
    return made == null
        ? null
        : new ComparisonView(
            made.champion(),
            made.margin(),
            made.superior(),
            made.results().stream()
                .map(one -> !seesAll && made.hides(one) ? one.masked() : one)
                .toList());
  }
}
