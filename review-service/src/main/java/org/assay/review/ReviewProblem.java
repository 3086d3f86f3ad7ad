package org.assay.review;

import org.assay.contracts.problem.ProblemType;

/**
 * The refusals that review-service alone answers; {@code docs/reference/problems.md} explains them.
 */
public enum ReviewProblem implements ProblemType {
  STEP_UP_REQUIRED(401, "The act takes a more recent or stronger sign-in"),
  SEPARATION_OF_DUTIES(403, "Nobody decides on their own work"),
  NOT_ASSIGNEE(403, "Only an assignee of the review may do this"),
  NOT_PROJECT_LEAD(403, "Only a lead of the project may do this"),
  NOT_INCIDENT_LEAD(403, "Only a lead of the project or the incident's owner may do this"),
  TWO_PEOPLE_NEEDED(403, "The act takes two different people"),
  REVIEW_STATE_REFUSES(409, "The review's state does not allow this act"),
  FINDING_STATE_REFUSES(409, "The finding's state does not allow this act"),
  CONDITION_STATE_REFUSES(409, "The condition's state does not allow this act"),
  ASSESSMENT_STATE_REFUSES(409, "The round's state does not allow this act"),
  CHECKLIST_NOT_MET(409, "The checklist does not let the review be approved"),
  CONFLICT_NOT_DECLARED(409, "You have not declared to have no conflict of interest"),
  REVIEW_TAKEN(409, "The review has as many assignees as it needs"),
  DIGEST_MISMATCH(409, "The bytes that were read are not the bytes under review"),
  EVIDENCE_REFUSED(409, "The evidence cannot be added as it stands"),
  REQUIREMENTS_NOT_MET(409, "The policy's requirements are not met"),
  ALREADY_RELEASED(409, "The version is released for this environment already"),
  NOT_REVOCABLE(409, "There is nothing to revoke"),
  PROPOSAL_OPEN(409, "The same act is proposed already"),
  PROPOSAL_CLOSED(409, "The proposal is decided or has lapsed"),
  NOT_OVERRIDABLE(409, "The requirement is not overridden"),
  OVERRIDE_ENDED(409, "The override is over or withdrawn"),
  HOLD_ENDED(409, "The hold is lifted or over"),
  QUALIFICATION_ENDED(409, "The qualification is over or withdrawn"),
  INCIDENT_STATE_REFUSES(409, "The incident's state does not allow this act"),
  NOT_CONTAINED(409, "The gate is not closed for the bytes"),
  TIER_WOULD_FALL(409, "A tier does not fall by other answers"),
  TIER_IS_HIGHEST(409, "There is no higher tier"),
  TIER_NOT_LOWERED(409, "The tier is not lowered so"),
  CLASSIFICATION_SUPERSEDED(409, "Another classification followed"),
  LEAD_AND_ADMIN_NEEDED(403, "The act takes a lead and an administrator, two different people"),
  POLICY_STATE_REFUSES(409, "The policy's state does not allow this act"),
  POLICY_NAME_TAKEN(409, "The name belongs to policies of another scope"),
  QUESTIONS_STATE_REFUSES(409, "The state of the questions does not allow this act"),
  DRY_RUN_RUNNING(409, "What the draft says is being tried"),
  DRY_RUN_MISSING(409, "What the draft says was not tried"),
  UNKNOWN_ENVIRONMENT(422, "There is no such environment"),
  FINDINGS_UNANSWERED(422, "Every open finding needs an answer"),
  REGISTRY_AWAY(503, "The model registry is away for the moment");

  private final int status;
  private final String title;

  ReviewProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return name();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
