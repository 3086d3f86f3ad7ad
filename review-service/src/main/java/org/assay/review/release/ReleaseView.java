package org.assay.review.release;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.requirement.OverrideMarkView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release decision as HTTP shows it.
 *
 * @param id the decision
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param assessmentId the assessment it rests on
 * @param round the round it rests on
 * @param digest the bytes that were released
 * @param environment where they may be deployed
 * @param policy the policy that was applied, such as {@code starter/1}
 * @param outcome RELEASED, or RENEWED by a later round
 * @param decidedBy the lead
 * @param authLevel how the lead had signed in ({@code acr}), absent where that is not known
 * @param signedInAt when the lead had signed in, absent where that is not known
 * @param decidedAt when
 * @param reason why; absent where none was given or it was erased
 * @param validUntil from when on it allows nothing, absent where it has no end
 * @param graceUntil when the version is revoked unless it was renewed
 * @param stands whether it was not revoked, and the round it rests on was not lost
 * @param revocationId the revocation that ended it
 * @param requirements what each requirement said at that instant
 * @param overrides the overrides that it rested on, as they stand now
 * @param revision the number of its last event
 */
@Schema(name = "ReleaseDecision")
record ReleaseView(
    UUID id,
    String model,
    int version,
    UUID versionId,
    UUID assessmentId,
    int round,
    String digest,
    String environment,
    String policy,
    Outcome outcome,
    Actor decidedBy,
    @Nullable String authLevel,
    @Nullable Instant signedInAt,
    Instant decidedAt,
    @Nullable String reason,
    @Nullable Instant validUntil,
    @Nullable Instant graceUntil,
    boolean stands,
    @Nullable UUID revocationId,
    List<OutcomeView> requirements,
    List<OverrideMarkView> overrides,
    long revision)
    implements Revisioned {

  ReleaseView {
    requirements = List.copyOf(requirements);
    overrides = List.copyOf(overrides);
  }

  /**
   * What a requirement said when the decision was taken.
   *
   * @param key the requirement
   * @param state what it said
   */
  @Schema(name = "RequirementAtDecision")
  record OutcomeView(String key, String state) {}
}
