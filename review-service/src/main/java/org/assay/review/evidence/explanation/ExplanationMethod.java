package org.assay.review.evidence.explanation;

/** How the importance of features was found. */
public enum ExplanationMethod {
  /** Shapley values; Lundberg and Lee 2017. */
  SHAP(true),
  /** Gradients along the way from a baseline; Sundararajan et al. 2017. */
  INTEGRATED_GRADIENTS(true),
  /** How much worse the model is where a feature's values are shuffled; Breiman 2001. */
  PERMUTATION_IMPORTANCE(false),
  /** The coefficients of a linear model. */
  COEFFICIENTS(false),
  /** Another one, which the title names. */
  OTHER(false);

  private final boolean additive;

  ExplanationMethod(boolean additive) {
    this.additive = additive;
  }

  /**
   * Returns whether the contributions to one output and the base value add up to it: local accuracy
   * of Shapley values, completeness of integrated gradients.
   */
  public boolean additive() {
    return additive;
  }
}
