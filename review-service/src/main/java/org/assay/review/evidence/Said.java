package org.assay.review.evidence;

import java.util.List;
import org.assay.contracts.event.EvidenceChanged;
import org.jspecify.annotations.Nullable;

/**
 * What the event of a record of evidence says besides the record.
 *
 * @param textDigest the salted digest of its title, where the step is about that
 * @param verdicts what the version's policy says of what was computed of it
 */
record Said(@Nullable String textDigest, List<EvidenceChanged.Verdict> verdicts) {

  /** Nothing more. */
  static final Said NOTHING = new Said(null, List.of());

  Said {
    verdicts = List.copyOf(verdicts);
  }
}
