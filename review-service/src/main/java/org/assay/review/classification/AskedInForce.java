package org.assay.review.classification;

import java.util.UUID;

/**
 * Which questionnaire holds for a project, as the policies say that are in force for it. They know
 * of tiers, so that they are asked this way round.
 */
public interface AskedInForce {

  /**
   * Returns how the questionnaire is cited that a project's models are classified by now; no policy
   * is published or retired until the caller's transaction ends.
   */
  String questionnaire(UUID projectId);
}
