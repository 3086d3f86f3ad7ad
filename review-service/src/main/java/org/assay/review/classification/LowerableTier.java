package org.assay.review.classification;

import java.util.Optional;
import java.util.UUID;
import org.assay.review.Refusal;

/**
 * A classification as those see it who would lower its tier.
 *
 * @param id the classification
 * @param modelId its model
 * @param projectId the project that owns the model
 * @param model the model's full name
 * @param useCaseId its use case
 * @param useCaseRevision the revision of the use case as it is known here now; 0 where it is not
 * @param rules who may lower it, and how far
 */
public record LowerableTier(
    UUID id,
    UUID modelId,
    UUID projectId,
    String model,
    UUID useCaseId,
    long useCaseRevision,
    LoweringRules rules) {

  /** Returns how events name it. */
  public String subject() {
    return Classification.subject(model, id);
  }

  /**
   * Returns why it is not lowered as two people would, empty where it is.
   *
   * @param useCaseRevision the revision of the use case that the first of them saw
   */
  public Optional<Refusal> against(Tier lower, long useCaseRevision) {
    return rules
        .to(lower)
        .or(
            () ->
                useCaseRevision != this.useCaseRevision
                    ? LoweringRules.notLowered(
                        "USE_CASE_CHANGED",
                        "The use case changed since it was proposed; propose it anew")
                    : Optional.empty());
  }
}
