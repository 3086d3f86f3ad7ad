package org.assay.review.evidence.window;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What windows of the same place said before, which a window is held to.
 *
 * @param watched the features of the sender's last window that was judged, and those that it lacked
 * @param references the window that fixed the reference of each feature
 */
record Before(Set<String> watched, Map<String, UUID> references) {

  Before {
    watched = Set.copyOf(watched);
    references = Map.copyOf(references);
  }
}
