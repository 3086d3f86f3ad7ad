package org.assay.review.classification;

/** Whether a classification counts. */
enum Standing {
  /** It is the last one, and its answers hold. */
  CURRENT,
  /**
   * It is the last one, and the use case changed since; its tier counts until it is answered anew.
   */
  USE_CASE_CHANGED,
  /** It is the last one, and too old; its tier counts until it is answered anew. */
  EXPIRED,
  /** Another one followed it. */
  SUPERSEDED
}
