package org.assay.review.evidence;

import java.util.List;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.Reported;

/**
 * Counts with what was computed of them.
 *
 * @param counts the counts
 * @param terms what the report was held to
 * @param definitions the version of the statistics' definitions
 * @param statistics the statistics, in the order of the report
 */
record StoredReport(
    GroupCounts counts, ReportTerms terms, String definitions, List<Reported> statistics) {

  StoredReport {
    statistics = List.copyOf(statistics);
  }
}
