package org.assay.review.evidence.evaluation;

/** How far an evaluation is. */
public enum EvaluationState {
  /** Nobody began it yet. */
  QUEUED,
  /** Somebody computes it. */
  RUNNING,
  /** It became a record of evidence. */
  DONE,
  /** No evaluation can be made of the file; nothing of it is kept. */
  FAILED,
  /** Somebody cancelled it; nothing of it is kept. */
  CANCELLED;

  /** Says whether nothing more comes of it. */
  public boolean over() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case DONE, FAILED, CANCELLED -> true;
    };
  }
}
