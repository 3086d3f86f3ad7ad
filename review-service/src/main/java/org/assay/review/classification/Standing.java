package org.assay.review.classification;

/** Whether a classification counts. */
enum Standing {
  /** It is the last one, and its answers hold. */
  CURRENT,
  /**
   * It is the last one, and the use case changed since; its tier counts until it is answered anew.
   */
  USE_CASE_CHANGED,
  /**
   * It is the last one, and a policy or another questionnaire came into force since; its tier
   * counts until it is answered anew.
   */
  ASKED_AGAIN,
  /** It is the last one, and too old; its tier counts until it is answered anew. */
  EXPIRED,
  /** Another one followed it. */
  SUPERSEDED;

  /** Says whether the questionnaire has to be answered again. */
  boolean asksAgain() {
    return switch (this) {
      case USE_CASE_CHANGED, ASKED_AGAIN, EXPIRED -> true;
      case CURRENT, SUPERSEDED -> false;
    };
  }
}
