package org.assay.review.assessment;

import java.util.UUID;

/**
 * What a round is bound to when it opens, beside the bytes.
 *
 * @param policyVersionId the policy
 * @param distinctPeople how many different people its approvals have to come from
 * @param evidenceDigest the version's evidence set
 */
public record RoundTerms(UUID policyVersionId, int distinctPeople, String evidenceDigest) {}
