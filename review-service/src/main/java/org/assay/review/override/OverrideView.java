package org.assay.review.override;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An override as HTTP shows it to one caller.
 *
 * @param id its id
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param requirement the requirement's key
 * @param title the requirement in words
 * @param digest the bytes it is for
 * @param policy the policy it is under
 * @param state where it stands; EXPIRED from its expiry on
 * @param approvers who granted it, the proposer first
 * @param reason why; absent where it was erased
 * @param grantedAt when it was granted
 * @param expiresAt when it ends by itself
 * @param withdrawnBy who withdrew it
 * @param withdrawalReason why it was withdrawn
 * @param endedAt when its end was written down
 * @param proposalId the proposal that both agreed to
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Override")
record OverrideView(
    UUID id,
    String model,
    int version,
    UUID versionId,
    String requirement,
    String title,
    String digest,
    String policy,
    OverrideState state,
    List<Actor> approvers,
    @Nullable String reason,
    Instant grantedAt,
    Instant expiresAt,
    @Nullable Actor withdrawnBy,
    @Nullable String withdrawalReason,
    @Nullable Instant endedAt,
    UUID proposalId,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  OverrideView {
    approvers = List.copyOf(approvers);
    actions = List.copyOf(actions);
  }
}
