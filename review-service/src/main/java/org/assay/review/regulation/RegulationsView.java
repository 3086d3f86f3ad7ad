package org.assay.review.regulation;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Dates of law and standards.
 *
 * @param reference how their document is cited, such as {@code default/1}
 * @param digest the digest of its exact bytes
 * @param text what it is
 * @param checkedAt when it was last held against its sources
 * @param items what it says, or what of it concerns the version that was asked for
 */
@Schema(name = "Regulations")
record RegulationsView(
    String reference, String digest, String text, LocalDate checkedAt, List<Regulation> items) {

  /** Copies the list. */
  RegulationsView {
    items = List.copyOf(items);
  }
}
