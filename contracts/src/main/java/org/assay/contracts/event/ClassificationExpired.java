package org.assay.contracts.event;

import java.util.UUID;

/**
 * The answers of a classification do not hold any more: the questionnaire has to be answered again.
 * Its tier goes on counting until then.
 *
 * @param classificationId the classification
 * @param modelId the model
 * @param useCaseId the use case
 * @param tier the tier that stands
 * @param questionnaire which was answered
 * @param cause TIME, USE_CASE or POLICY
 */
public record ClassificationExpired(
    UUID classificationId,
    UUID modelId,
    UUID useCaseId,
    String tier,
    String questionnaire,
    String cause) {}
