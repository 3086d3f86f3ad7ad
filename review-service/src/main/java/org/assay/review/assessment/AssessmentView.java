package org.assay.review.assessment;

import java.time.Instant;
import java.util.UUID;
import org.assay.kit.http.Revisioned;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An assessment as HTTP shows it.
 *
 * @param id its id
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param round its round, from 1
 * @param digest the bytes it is bound to
 * @param evidenceDigest the evidence set that its reviews are bound to, or were when it ended
 * @param policyVersionId the policy version it is bound to
 * @param policy how people cite that
 * @param state where it stands
 * @param cause why, where the state alone does not tell it
 * @param openedAt when it was opened
 * @param decidedAt when it took its last step after that
 * @param revision the number of its last event
 */
@Schema(name = "Assessment")
record AssessmentView(
    UUID id,
    String model,
    int version,
    UUID versionId,
    int round,
    String digest,
    String evidenceDigest,
    UUID policyVersionId,
    String policy,
    AssessmentState state,
    @Nullable String cause,
    Instant openedAt,
    @Nullable Instant decidedAt,
    long revision)
    implements Revisioned {

  static AssessmentView from(Assessment assessment, VersionCopy version, PolicyVersion policy) {
    return new AssessmentView(
        assessment.id(),
        version.model(),
        version.number(),
        version.id(),
        assessment.round(),
        assessment.digest(),
        assessment.evidenceDigest(),
        policy.id(),
        policy.policy().reference(),
        assessment.state(),
        assessment.cause(),
        assessment.openedAt(),
        assessment.decidedAt(),
        assessment.revision());
  }
}
