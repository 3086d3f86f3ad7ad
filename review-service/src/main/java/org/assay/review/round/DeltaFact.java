package org.assay.review.round;

/** What may differ from what a review goes on from, besides evidence and questions. */
enum DeltaFact {
  /** The exact bytes. */
  DIGEST,
  /** The evidence set, by its digest. */
  EVIDENCE,
  /** The policy version that the review is bound to. */
  POLICY,
  /** The set of checklists. */
  CHECKLIST,
  /** The tier of the model. */
  TIER,
  /** The newest of the classifications that count for the model. */
  CLASSIFICATION,
  /** The kind of the model. */
  KIND,
  /** Whether the model is trained where the data lie. */
  FEDERATED,
  /** The unit that answers for the project. */
  UNIT
}
