package org.assay.review.round;

/** What became of a record of evidence since the approval that a review goes on from. */
enum EvidenceChange {
  /** Nothing with these bytes was in the set. */
  ADDED,
  /** It was in the set, and another record of the version took its place. */
  SUPERSEDED,
  /** It was in the set of the other version, and nothing with these bytes is in this one's. */
  ABSENT,
  /** It is in the set as it was, and has ended since. */
  ENDED
}
