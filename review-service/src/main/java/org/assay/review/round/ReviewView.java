package org.assay.review.round;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.policy.ReviewType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A review as HTTP shows it to one caller.
 *
 * @param id its id
 * @param assessmentId the assessment it belongs to
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param type its kind
 * @param round its round, from 1
 * @param state where it stands
 * @param boundTo what a decision on it is bound to
 * @param basis the approved review that it goes on from; absent where it is the first of its kind
 * @param requestedBy who submitted the round
 * @param assignees who reviews
 * @param approvalsRequired how many people must approve it
 * @param decisions what was decided, in order
 * @param findings what was found wrong, in order
 * @param conditions what its approvals asked for, in order
 * @param createdAt when it was requested
 * @param changedAt when it took its last step
 * @param dueAt when its time is over, or was; absent while its clock does not run
 * @param clock how much of its time it took, absent where its policy gives it no due date
 * @param validUntil when the first approval that it rests on ends; absent where none does
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Review")
record ReviewView(
    UUID id,
    UUID assessmentId,
    String model,
    int version,
    UUID versionId,
    ReviewType type,
    int round,
    ReviewState state,
    BoundToView boundTo,
    @Nullable BasisView basis,
    Actor requestedBy,
    List<AssigneeView> assignees,
    int approvalsRequired,
    List<DecisionView> decisions,
    List<FindingView> findings,
    List<ConditionView> conditions,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant dueAt,
    @Nullable ClockView clock,
    @Nullable Instant validUntil,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  ReviewView {
    assignees = List.copyOf(assignees);
    decisions = List.copyOf(decisions);
    findings = List.copyOf(findings);
    conditions = List.copyOf(conditions);
    actions = List.copyOf(actions);
  }

  /**
   * What a decision is valid for; if any of it differs, the decision does not count.
   *
   * @param digest the exact bytes
   * @param evidenceDigest the evidence set
   * @param policyVersionId the policy version
   * @param policy how people cite it
   * @param checklist the set of checklists that the review answers, absent where there is none
   */
  @Schema(name = "ReviewBinding")
  record BoundToView(
      String digest,
      String evidenceDigest,
      UUID policyVersionId,
      String policy,
      @Nullable String checklist) {}

  /**
   * What a review goes on from.
   *
   * @param reviewId an approved review of the same kind
   * @param version the number of the version that it judged
   * @param round its round
   * @param approvedAt when it was approved
   */
  @Schema(name = "ReviewBasis")
  record BasisView(UUID reviewId, int version, int round, @Nullable Instant approvedAt) {}

  /**
   * Who reviews.
   *
   * @param reviewer the person
   * @param since since when
   * @param started whether the person declared to have no conflict of interest and began
   */
  @Schema(name = "ReviewAssignee")
  record AssigneeView(Actor reviewer, Instant since, boolean started) {}

  /**
   * How much of its time a review took, in business time by the calendar of a unit.
   *
   * @param state whether it passes: not while changes are asked for, nor once the review is over
   * @param elapsed how much it took, ISO 8601, in whole minutes
   * @param allowed how much it is given, ISO 8601
   * @param unit the unit whose calendar it is counted by, absent where none is known
   * @param stoppedSince since when it stands still
   * @param stoppedBy who asked for the changes that it waits for
   */
  @Schema(name = "ReviewClock")
  record ClockView(
      ClockState state,
      String elapsed,
      String allowed,
      @Nullable String unit,
      @Nullable Instant stoppedSince,
      @Nullable Actor stoppedBy) {}

  /**
   * What one person decided.
   *
   * @param id the decision
   * @param decision what
   * @param reviewer who
   * @param unit the unit that person held then
   * @param qualificationId the qualification that it rests on, absent where the role alone lets the
   *     person decide
   * @param authLevel how that person had signed in ({@code acr}), absent where that is not known
   * @param signedInAt when that person had signed in, absent where that is not known
   * @param boundTo what it was decided for; an approval counts while that is what the review is
   *     bound to and what stands now
   * @param reason why; absent where it was erased
   * @param questionId the question of the checklist that a rejection is about
   * @param at when
   * @param retractedAt when it was taken back
   * @param retractionReason why it was taken back
   */
  @Schema(name = "ReviewDecision")
  record DecisionView(
      UUID id,
      DecisionKind decision,
      Actor reviewer,
      @Nullable String unit,
      @Nullable UUID qualificationId,
      @Nullable String authLevel,
      @Nullable Instant signedInAt,
      BoundToView boundTo,
      @Nullable String reason,
      @Nullable String questionId,
      Instant at,
      @Nullable Instant retractedAt,
      @Nullable String retractionReason) {}
}
