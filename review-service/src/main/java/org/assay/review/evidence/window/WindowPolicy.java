package org.assay.review.evidence.window;

import org.assay.kit.problem.ProblemException;
import org.assay.review.replica.VersionCopy;

/**
 * Says what windows of a version are held to; the feature that follows them knows, which itself
 * rests on evidence.
 */
public interface WindowPolicy {

  /** Returns what holds for a version now. */
  WindowTerms terms(VersionCopy version);

  /**
   * Refuses an environment that the installation does not know.
   *
   * @throws ProblemException 422 {@code UNKNOWN_ENVIRONMENT}
   */
  void refuseUnknown(String environment);
}
