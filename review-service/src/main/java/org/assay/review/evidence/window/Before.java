package org.assay.review.evidence.window;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assay.review.evidence.evaluation.ReportRow;

/**
 * What is known of a window besides what was counted.
 *
 * @param watched the features of the sender's last window that was judged, and those that it lacked
 * @param references the window that fixed the reference of each feature
 * @param tests what was tested of its rows, where there are any
 */
record Before(Set<String> watched, Map<String, UUID> references, List<ReportRow> tests) {

  Before {
    watched = Set.copyOf(watched);
    references = Map.copyOf(references);
    tests = List.copyOf(tests);
  }
}
