package org.assay.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tier of a model in a use case.
 *
 * @param classificationId the classification
 * @param modelId the model
 * @param useCaseId the use case
 * @param tier MINIMAL, LIMITED, HIGH or PROHIBITED
 * @param previousTier what stood before, absent for the first one
 * @param reasons what the answers lead to: question, answer and tier, and the sum
 * @param questionnaireVersion the questionnaire, such as {@code default/1}
 * @param raised whether a person set the tier above what the answers lead to
 * @param validUntil until when the answers hold
 * @param textDigest the salted SHA-256 of why it was raised
 * @param loweredBy the two who set the tier below the one before, the proposer first; absent where
 *     nobody did
 */
public record ClassificationDecided(
    UUID classificationId,
    UUID modelId,
    UUID useCaseId,
    String tier,
    @Nullable String previousTier,
    List<String> reasons,
    String questionnaireVersion,
    boolean raised,
    Instant validUntil,
    @Nullable String textDigest,
    @Nullable List<String> loweredBy) {

  /** Copies the lists. */
  public ClassificationDecided {
    reasons = List.copyOf(reasons);
    loweredBy = loweredBy == null ? null : List.copyOf(loweredBy);
  }
}
