package org.assay.review.qualification;

/**
 * What a qualification is for: a kind of review, or a special section of the performance review.
 */
public enum QualifiedFor {
  DOCUMENTATION,
  PERFORMANCE,
  ETHICS,
  PRIVACY,
  EXPLAINABILITY,
  DATA_QUALITY,
  SECURITY,
  SAFETY,
  LEGAL,
  OPERATIONS,
  BUSINESS_VALUE,
  POST_DEPLOYMENT,
  /** The section of models that are trained where the data lie. */
  FL,
  /** The section of policies of reinforcement learning. */
  RL,
  /** The section of generative models. */
  GEN
}
