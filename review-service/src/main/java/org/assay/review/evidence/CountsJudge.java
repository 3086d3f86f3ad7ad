package org.assay.review.evidence;

import java.util.List;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.replica.VersionCopy;

/**
 * Says what the policy of a version has to say of what was just computed; the feature that judges
 * claims knows, which itself rests on evidence.
 */
public interface CountsJudge {

  /** Returns one verdict for each limit and check, none where the policy has no limits. */
  List<EvidenceChanged.Verdict> verdicts(VersionCopy version, Evidence computed);
}
