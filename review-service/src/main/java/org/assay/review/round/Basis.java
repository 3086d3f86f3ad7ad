package org.assay.review.round;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assay.review.classification.Tier;
import org.jspecify.annotations.Nullable;

/**
 * What a review goes on from: an approved review of the same kind, with what it was approved on.
 *
 * @param reviewId that review
 * @param versionId the version that it judged; another one where that took its place
 * @param round its round
 * @param digest the bytes
 * @param evidenceDigest the evidence set
 * @param policyVersionId the policy version
 * @param checklist the set of checklists that it answered, absent where it answered none
 * @param approvedAt when it was approved
 * @param evidence the records of the evidence set
 * @param asked the questions that its checklist asked
 * @param tier the tier that the model had
 * @param classificationId the newest of the classifications that counted
 * @param kind the kind of the model
 * @param federated whether the model was trained where the data lie
 * @param unit the unit that answered for the project
 */
record Basis(
    UUID reviewId,
    UUID versionId,
    int round,
    String digest,
    String evidenceDigest,
    UUID policyVersionId,
    @Nullable String checklist,
    Instant approvedAt,
    List<UUID> evidence,
    Set<String> asked,
    @Nullable Tier tier,
    @Nullable UUID classificationId,
    @Nullable String kind,
    @Nullable Boolean federated,
    @Nullable String unit) {

  Basis {
    evidence = List.copyOf(evidence);
    asked = Set.copyOf(asked);
  }

  /** Returns whether a review judges exactly the version and the bytes that this one did. */
  boolean isOfSame(Review review) {
    return versionId.equals(review.versionId()) && digest.equals(review.digest());
  }
}
