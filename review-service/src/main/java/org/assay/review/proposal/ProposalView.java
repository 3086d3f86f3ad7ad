package org.assay.review.proposal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.classification.Tier;
import org.assay.review.override.OverrideRequest;
import org.assay.review.qualification.QualifiedFor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as HTTP shows it to one caller.
 *
 * @param id its id
 * @param act what is proposed
 * @param model the model's full name, of an act on one
 * @param version the version's number, of an act on a version
 * @param versionId the version
 * @param round the round it is about
 * @param payloadDigest the digest of what exactly is proposed; of a revocation the version's bytes
 * @param override what is to be overridden, of such a proposal
 * @param lowering which tier is to be lowered, of such a proposal
 * @param qualification what is to be granted, of such a proposal
 * @param incidentId the incident in which one person did it alone, absent where it takes two
 * @param proposer who proposed it
 * @param reason why; absent where it was erased
 * @param state where it stands; LAPSED from its expiry on
 * @param approvals who is for it, the proposer first; none where one person did it alone
 * @param openedAt when it was opened
 * @param expiresAt when it lapses
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Proposal")
record ProposalView(
    UUID id,
    ProposedAct act,
    @Nullable String model,
    @Nullable Integer version,
    @Nullable UUID versionId,
    @Nullable Integer round,
    String payloadDigest,
    @Nullable ProposedOverrideView override,
    @Nullable ProposedLoweringView lowering,
    @Nullable ProposedQualificationView qualification,
    @Nullable UUID incidentId,
    Actor proposer,
    @Nullable String reason,
    ProposalState state,
    List<ConsentView> approvals,
    Instant openedAt,
    Instant expiresAt,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  ProposalView {
    approvals = List.copyOf(approvals);
    actions = List.copyOf(actions);
  }

  /**
   * What is to be overridden.
   *
   * @param requirement the requirement's key
   * @param digest the bytes it is for
   * @param policyVersionId the policy version it is under
   * @param expiresAt when the override would end
   */
  @Schema(name = "ProposedOverride")
  record ProposedOverrideView(
      String requirement, String digest, UUID policyVersionId, Instant expiresAt) {

    static ProposedOverrideView from(OverrideRequest request) {
      return new ProposedOverrideView(
          request.requirement(), request.digest(), request.policyVersionId(), request.expiresAt());
    }
  }

  /**
   * Which tier is to be lowered.
   *
   * @param classificationId the classification
   * @param useCaseId its use case
   * @param from the tier that it says
   * @param tier the lower one
   */
  @Schema(name = "ProposedLowering")
  record ProposedLoweringView(UUID classificationId, UUID useCaseId, Tier from, Tier tier) {}

  /**
   * What is to be granted.
   *
   * @param subject whose it is to be
   * @param reviewType what it is for
   * @param unit for whose projects it would count, absent where for every project
   * @param from from when on; absent where from the grant on
   * @param until until when
   */
  @Schema(name = "ProposedQualification")
  record ProposedQualificationView(
      Actor subject,
      QualifiedFor reviewType,
      @Nullable String unit,
      @Nullable Instant from,
      Instant until) {}

  /**
   * That one person is for it.
   *
   * @param person who
   * @param asLead whether that person could be its lead
   * @param asReviewer whether that person could be its reviewer
   * @param asAdmin whether that person was an administrator
   * @param at when
   */
  @Schema(name = "ProposalApproval")
  record ConsentView(
      Actor person, boolean asLead, boolean asReviewer, boolean asAdmin, Instant at) {}
}
