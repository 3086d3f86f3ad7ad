package org.assay.review.assessment;

import java.util.List;
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
 * @param triggered the kinds of review that triggers ask for, whatever the policy does
 * @param cause the trigger by which it opens, absent where it was submitted or follows a lost round
 */
public record RoundTerms(
    UUID policyVersionId,
    int distinctPeople,
    String evidenceDigest,
    @Nullable UUID classificationId,
    boolean afterIncident,
    List<String> triggered,
    @Nullable String cause) {

  /** Copies the list. */
  public RoundTerms {
    triggered = List.copyOf(triggered);
  }
}
