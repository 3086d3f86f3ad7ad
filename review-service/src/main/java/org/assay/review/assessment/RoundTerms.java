package org.assay.review.assessment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a round is bound to when it opens, beside the bytes.
 *
 * @param policyVersionId the policy
 * @param distinctPeople how many different people its approvals have to come from
 * @param evidenceDigest the version's evidence set
 * @param classificationId the newest of the classifications that count for the model, absent where
 *     there is none
 * @param afterIncident whether it opens after a SEV1 incident, so that more reviews are asked for
 */
public record RoundTerms(
    UUID policyVersionId,
    int distinctPeople,
    String evidenceDigest,
    @Nullable UUID classificationId,
    boolean afterIncident) {}
