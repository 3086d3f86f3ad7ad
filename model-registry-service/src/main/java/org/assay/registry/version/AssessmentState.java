package org.assay.registry.version;

/** What became of a version's last assessment, as review-service names it. */
public enum AssessmentState {
  OPEN,
  PASSED,
  FAILED,
  /** Its approvals stopped counting. */
  LOST,
  WITHDRAWN
}
