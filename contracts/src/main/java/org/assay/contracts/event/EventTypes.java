package org.assay.contracts.event;

import java.util.Map;
import java.util.Optional;

/** The types of all events of this release, each with the record that is its data. */
public final class EventTypes {

  /** What every type begins with. */
  public static final String PREFIX = "org.assay.";

  /** The second word of the type of a watermark, which is no event of any thing. */
  public static final String WATERMARK = "org.assay.log.watermark.v1";

  public static final String PROJECT_CREATED = "org.assay.project.project.created.v1";
  public static final String PROJECT_ACTIVATED = "org.assay.project.project.activated.v1";
  public static final String PROJECT_HELD = "org.assay.project.project.held.v1";
  public static final String PROJECT_UPDATED = "org.assay.project.project.updated.v1";
  public static final String PROJECT_CLOSED = "org.assay.project.project.closed.v1";
  public static final String MEMBER_ADDED = "org.assay.project.member.added.v1";
  public static final String MEMBER_REMOVED = "org.assay.project.member.removed.v1";
  public static final String MEMBER_ROLE_CHANGED = "org.assay.project.member.role-changed.v1";
  public static final String USE_CASE_CHANGED = "org.assay.project.usecase.changed.v1";

  public static final String MODEL_CREATED = "org.assay.registry.model.created.v1";
  public static final String MODEL_UPDATED = "org.assay.registry.model.updated.v1";
  public static final String MODEL_ARCHIVED = "org.assay.registry.model.archived.v1";
  public static final String ALIAS_MOVED = "org.assay.registry.alias.moved.v1";
  public static final String DEPLOYMENT_REPORTED = "org.assay.registry.deployment.reported.v1";
  public static final String DEPLOYMENT_ENDED = "org.assay.registry.deployment.ended.v1";
  public static final String VERSION_DRAFTED = "org.assay.registry.version.drafted.v1";
  public static final String VERSION_REGISTERED = "org.assay.registry.version.registered.v1";
  public static final String VERSION_UPDATED = "org.assay.registry.version.updated.v1";
  public static final String VERSION_DISCARDED = "org.assay.registry.version.discarded.v1";
  public static final String VERSION_RENEWED = "org.assay.registry.version.renewed.v1";
  public static final String VERSION_DEPRECATED = "org.assay.registry.version.deprecated.v1";
  public static final String VERSION_RETIRED = "org.assay.registry.version.retired.v1";
  public static final String VERSION_SUBMITTED = "org.assay.registry.version.submitted.v1";
  public static final String VERSION_WITHDRAWN = "org.assay.registry.version.withdrawn.v1";
  public static final String VERSION_APPROVED = "org.assay.registry.version.approved.v1";
  public static final String VERSION_REJECTED = "org.assay.registry.version.rejected.v1";
  public static final String VERSION_APPROVAL_LOST = "org.assay.registry.version.approval-lost.v1";
  public static final String VERSION_RELEASED = "org.assay.registry.version.released.v1";
  public static final String VERSION_REVOKED = "org.assay.registry.version.revoked.v1";
  public static final String VERSION_DATA_WITHDRAWN =
      "org.assay.registry.version.data-withdrawn.v1";
  public static final String VERSION_ANCESTOR_REVOKED =
      "org.assay.registry.version.ancestor-revoked.v1";
  public static final String DATASET_REGISTERED = "org.assay.registry.dataset.registered.v1";
  public static final String DATASET_UPDATED = "org.assay.registry.dataset.updated.v1";
  public static final String DATASET_WITHDRAWN = "org.assay.registry.dataset.withdrawn.v1";

  public static final String EXPERIMENT_CREATED = "org.assay.registry.experiment.created.v1";
  public static final String EXPERIMENT_UPDATED = "org.assay.registry.experiment.updated.v1";
  public static final String RUN_CREATED = "org.assay.registry.run.created.v1";
  public static final String RUN_UPDATED = "org.assay.registry.run.updated.v1";
  public static final String RUN_COMPUTE_USED = "org.assay.registry.run.compute-used.v1";
  public static final String LOGGED_MODEL_CREATED = "org.assay.registry.logged-model.created.v1";
  public static final String LOGGED_MODEL_UPDATED = "org.assay.registry.logged-model.updated.v1";
  public static final String ARTIFACT_SCANNED = "org.assay.registry.artifact.scanned.v1";
  public static final String ARTIFACT_REMOVED = "org.assay.registry.artifact.removed.v1";
  public static final String ARTIFACT_HELD = "org.assay.registry.artifact.held.v1";
  public static final String ARTIFACT_HOLD_LIFTED = "org.assay.registry.artifact.hold-lifted.v1";

  public static final String ASSESSMENT_OPENED = "org.assay.review.assessment.opened.v1";
  public static final String ASSESSMENT_PASSED = "org.assay.review.assessment.passed.v1";
  public static final String ASSESSMENT_FAILED = "org.assay.review.assessment.failed.v1";
  public static final String ASSESSMENT_LOST = "org.assay.review.assessment.lost.v1";
  public static final String ASSESSMENT_WITHDRAWN = "org.assay.review.assessment.withdrawn.v1";
  public static final String REVIEW_REQUESTED = "org.assay.review.review.requested.v1";
  public static final String REVIEW_ASSIGNED = "org.assay.review.review.assigned.v1";
  public static final String REVIEW_UNASSIGNED = "org.assay.review.review.unassigned.v1";
  public static final String REVIEW_STARTED = "org.assay.review.review.started.v1";
  public static final String REVIEW_CHANGES_REQUESTED =
      "org.assay.review.review.changes-requested.v1";
  public static final String REVIEW_RESUMED = "org.assay.review.review.resumed.v1";
  public static final String REVIEW_COMMENTED = "org.assay.review.review.commented.v1";
  public static final String REVIEW_APPROVAL_RECORDED =
      "org.assay.review.review.approval-recorded.v1";
  public static final String REVIEW_APPROVED = "org.assay.review.review.approved.v1";
  public static final String REVIEW_APPROVAL_RETRACTED =
      "org.assay.review.review.approval-retracted.v1";
  public static final String REVIEW_REJECTED = "org.assay.review.review.rejected.v1";
  public static final String REVIEW_EXPIRED = "org.assay.review.review.expired.v1";
  public static final String REVIEW_VOIDED = "org.assay.review.review.voided.v1";
  public static final String REVIEW_ANSWERED = "org.assay.review.review.answered.v1";
  public static final String REVIEW_REBOUND = "org.assay.review.review.rebound.v1";
  public static final String EVIDENCE_ADDED = "org.assay.review.evidence.added.v1";
  public static final String EVIDENCE_SUPERSEDED = "org.assay.review.evidence.superseded.v1";
  public static final String EVIDENCE_EXPIRED = "org.assay.review.evidence.expired.v1";
  public static final String EVALUATION_PLANNED = "org.assay.review.evaluation.planned.v1";
  public static final String EVALUATION_REQUESTED = "org.assay.review.evaluation.requested.v1";
  public static final String EVALUATION_FINISHED = "org.assay.review.evaluation.finished.v1";
  public static final String EVALUATION_FAILED = "org.assay.review.evaluation.failed.v1";
  public static final String EVALUATION_CANCELLED = "org.assay.review.evaluation.cancelled.v1";
  public static final String FINDING_OPENED = "org.assay.review.finding.opened.v1";
  public static final String FINDING_ANSWERED = "org.assay.review.finding.answered.v1";
  public static final String FINDING_CLOSED = "org.assay.review.finding.closed.v1";
  public static final String REVIEW_CONDITIONS_MET = "org.assay.review.review.conditions-met.v1";
  public static final String CONDITION_OPENED = "org.assay.review.condition.opened.v1";
  public static final String CONDITION_MET = "org.assay.review.condition.met.v1";
  public static final String CONDITION_MISSED = "org.assay.review.condition.missed.v1";
  public static final String CONDITION_EXTENSION_PROPOSED =
      "org.assay.review.condition.extension-proposed.v1";
  public static final String CONDITION_EXTENDED = "org.assay.review.condition.extended.v1";
  public static final String RELEASE_DECIDED = "org.assay.review.release.decided.v1";
  public static final String PROPOSAL_OPENED = "org.assay.review.proposal.opened.v1";
  public static final String PROPOSAL_SUPPORTED = "org.assay.review.proposal.supported.v1";
  public static final String PROPOSAL_APPROVED = "org.assay.review.proposal.approved.v1";
  public static final String PROPOSAL_LAPSED = "org.assay.review.proposal.lapsed.v1";
  public static final String REVOCATION_DECIDED = "org.assay.review.revocation.decided.v1";
  public static final String HOLD_PLACED = "org.assay.review.hold.placed.v1";
  public static final String HOLD_LIFTED = "org.assay.review.hold.lifted.v1";
  public static final String INCIDENT_OPENED = "org.assay.review.incident.opened.v1";
  public static final String INCIDENT_CONTAINED = "org.assay.review.incident.contained.v1";
  public static final String INCIDENT_CLOSED = "org.assay.review.incident.closed.v1";
  public static final String OVERRIDE_GRANTED = "org.assay.review.override.granted.v1";
  public static final String OVERRIDE_EXPIRED = "org.assay.review.override.expired.v1";
  public static final String OVERRIDE_WITHDRAWN = "org.assay.review.override.withdrawn.v1";
  public static final String CLASSIFICATION_DECIDED = "org.assay.review.classification.decided.v1";
  public static final String CLASSIFICATION_EXPIRED = "org.assay.review.classification.expired.v1";
  public static final String QUALIFICATION_GRANTED = "org.assay.review.qualification.granted.v1";
  public static final String QUALIFICATION_ENDED = "org.assay.review.qualification.ended.v1";
  public static final String GATE_DENIED = "org.assay.review.gate.denied.v1";
  public static final String POLICY_PUBLISHED = "org.assay.review.policy.published.v1";
  public static final String POLICY_RETIRED = "org.assay.review.policy.retired.v1";
  public static final String QUESTIONNAIRE_PUBLISHED =
      "org.assay.review.questionnaire.published.v1";
  public static final String CHECKLIST_PUBLISHED = "org.assay.review.checklist.published.v1";
  public static final String CALENDAR_CHANGED = "org.assay.review.calendar.changed.v1";
  public static final String TRIGGER_FIRED = "org.assay.review.trigger.fired.v1";
  public static final String NOTICE_GIVEN = "org.assay.review.notice.given.v1";
  public static final String COMMENT_ADDED = "org.assay.review.comment.added.v1";
  public static final String SLA_WARNED = "org.assay.review.sla.warned.v1";
  public static final String SLA_BREACHED = "org.assay.review.sla.breached.v1";
  public static final String SLA_ESCALATED = "org.assay.review.sla.escalated.v1";

  private static final Map<String, Class<?>> PAYLOADS =
      Map.ofEntries(
          Map.entry(WATERMARK, Watermark.class),
          Map.entry(PROJECT_CREATED, ProjectChanged.class),
          Map.entry(PROJECT_ACTIVATED, ProjectChanged.class),
          Map.entry(PROJECT_HELD, ProjectChanged.class),
          Map.entry(PROJECT_UPDATED, ProjectChanged.class),
          Map.entry(PROJECT_CLOSED, ProjectChanged.class),
          Map.entry(MEMBER_ADDED, MemberChanged.class),
          Map.entry(MEMBER_REMOVED, MemberChanged.class),
          Map.entry(MEMBER_ROLE_CHANGED, MemberChanged.class),
          Map.entry(USE_CASE_CHANGED, UseCaseChanged.class),
          Map.entry(MODEL_CREATED, ModelChanged.class),
          Map.entry(MODEL_UPDATED, ModelChanged.class),
          Map.entry(MODEL_ARCHIVED, ModelChanged.class),
          Map.entry(ALIAS_MOVED, AliasMoved.class),
          Map.entry(DEPLOYMENT_REPORTED, DeploymentChanged.class),
          Map.entry(DEPLOYMENT_ENDED, DeploymentChanged.class),
          Map.entry(VERSION_DRAFTED, VersionChanged.class),
          Map.entry(VERSION_UPDATED, VersionChanged.class),
          Map.entry(VERSION_DISCARDED, VersionChanged.class),
          Map.entry(VERSION_RENEWED, VersionChanged.class),
          Map.entry(VERSION_DEPRECATED, VersionChanged.class),
          Map.entry(VERSION_RETIRED, VersionChanged.class),
          Map.entry(VERSION_REGISTERED, VersionChanged.class),
          Map.entry(VERSION_SUBMITTED, VersionChanged.class),
          Map.entry(VERSION_WITHDRAWN, VersionChanged.class),
          Map.entry(VERSION_APPROVED, VersionChanged.class),
          Map.entry(VERSION_REJECTED, VersionChanged.class),
          Map.entry(VERSION_APPROVAL_LOST, VersionChanged.class),
          Map.entry(VERSION_RELEASED, VersionChanged.class),
          Map.entry(VERSION_REVOKED, VersionChanged.class),
          Map.entry(VERSION_DATA_WITHDRAWN, VersionChanged.class),
          Map.entry(VERSION_ANCESTOR_REVOKED, AncestorRevoked.class),
          Map.entry(DATASET_REGISTERED, DatasetChanged.class),
          Map.entry(DATASET_UPDATED, DatasetChanged.class),
          Map.entry(DATASET_WITHDRAWN, DatasetChanged.class),
          Map.entry(EXPERIMENT_CREATED, ExperimentChanged.class),
          Map.entry(EXPERIMENT_UPDATED, ExperimentChanged.class),
          Map.entry(RUN_CREATED, RunChanged.class),
          Map.entry(RUN_UPDATED, RunChanged.class),
          Map.entry(RUN_COMPUTE_USED, RunComputeUsed.class),
          Map.entry(LOGGED_MODEL_CREATED, LoggedModelChanged.class),
          Map.entry(LOGGED_MODEL_UPDATED, LoggedModelChanged.class),
          Map.entry(ARTIFACT_SCANNED, ArtifactChanged.class),
          Map.entry(ARTIFACT_REMOVED, ArtifactChanged.class),
          Map.entry(ARTIFACT_HELD, FileHoldChanged.class),
          Map.entry(ARTIFACT_HOLD_LIFTED, FileHoldChanged.class),
          Map.entry(ASSESSMENT_OPENED, AssessmentChanged.class),
          Map.entry(ASSESSMENT_PASSED, AssessmentChanged.class),
          Map.entry(ASSESSMENT_FAILED, AssessmentChanged.class),
          Map.entry(ASSESSMENT_LOST, AssessmentChanged.class),
          Map.entry(ASSESSMENT_WITHDRAWN, AssessmentChanged.class),
          Map.entry(REVIEW_REQUESTED, ReviewChanged.class),
          Map.entry(REVIEW_ASSIGNED, ReviewChanged.class),
          Map.entry(REVIEW_UNASSIGNED, ReviewChanged.class),
          Map.entry(REVIEW_STARTED, ReviewChanged.class),
          Map.entry(REVIEW_CHANGES_REQUESTED, ReviewChanged.class),
          Map.entry(REVIEW_RESUMED, ReviewChanged.class),
          Map.entry(REVIEW_COMMENTED, ReviewChanged.class),
          Map.entry(REVIEW_APPROVAL_RECORDED, ReviewChanged.class),
          Map.entry(REVIEW_APPROVED, ReviewChanged.class),
          Map.entry(REVIEW_APPROVAL_RETRACTED, ReviewChanged.class),
          Map.entry(REVIEW_REJECTED, ReviewChanged.class),
          Map.entry(REVIEW_EXPIRED, ReviewChanged.class),
          Map.entry(REVIEW_VOIDED, ReviewChanged.class),
          Map.entry(REVIEW_ANSWERED, ReviewChanged.class),
          Map.entry(REVIEW_REBOUND, ReviewChanged.class),
          Map.entry(EVIDENCE_ADDED, EvidenceChanged.class),
          Map.entry(EVIDENCE_SUPERSEDED, EvidenceChanged.class),
          Map.entry(EVIDENCE_EXPIRED, EvidenceChanged.class),
          Map.entry(EVALUATION_PLANNED, EvaluationPlanned.class),
          Map.entry(EVALUATION_REQUESTED, EvaluationChanged.class),
          Map.entry(EVALUATION_FINISHED, EvaluationChanged.class),
          Map.entry(EVALUATION_FAILED, EvaluationChanged.class),
          Map.entry(EVALUATION_CANCELLED, EvaluationChanged.class),
          Map.entry(FINDING_OPENED, FindingChanged.class),
          Map.entry(FINDING_ANSWERED, FindingChanged.class),
          Map.entry(FINDING_CLOSED, FindingChanged.class),
          Map.entry(REVIEW_CONDITIONS_MET, ReviewChanged.class),
          Map.entry(CONDITION_OPENED, ConditionChanged.class),
          Map.entry(CONDITION_MET, ConditionChanged.class),
          Map.entry(CONDITION_MISSED, ConditionChanged.class),
          Map.entry(CONDITION_EXTENSION_PROPOSED, ConditionChanged.class),
          Map.entry(CONDITION_EXTENDED, ConditionChanged.class),
          Map.entry(RELEASE_DECIDED, ReleaseDecided.class),
          Map.entry(PROPOSAL_OPENED, ProposalChanged.class),
          Map.entry(PROPOSAL_SUPPORTED, ProposalChanged.class),
          Map.entry(PROPOSAL_APPROVED, ProposalChanged.class),
          Map.entry(PROPOSAL_LAPSED, ProposalChanged.class),
          Map.entry(REVOCATION_DECIDED, RevocationDecided.class),
          Map.entry(HOLD_PLACED, HoldChanged.class),
          Map.entry(HOLD_LIFTED, HoldChanged.class),
          Map.entry(INCIDENT_OPENED, IncidentChanged.class),
          Map.entry(INCIDENT_CONTAINED, IncidentChanged.class),
          Map.entry(INCIDENT_CLOSED, IncidentChanged.class),
          Map.entry(OVERRIDE_GRANTED, OverrideChanged.class),
          Map.entry(OVERRIDE_EXPIRED, OverrideChanged.class),
          Map.entry(OVERRIDE_WITHDRAWN, OverrideChanged.class),
          Map.entry(CLASSIFICATION_DECIDED, ClassificationDecided.class),
          Map.entry(CLASSIFICATION_EXPIRED, ClassificationExpired.class),
          Map.entry(POLICY_PUBLISHED, PolicyChanged.class),
          Map.entry(POLICY_RETIRED, PolicyChanged.class),
          Map.entry(QUESTIONNAIRE_PUBLISHED, QuestionsPublished.class),
          Map.entry(CHECKLIST_PUBLISHED, QuestionsPublished.class),
          Map.entry(CALENDAR_CHANGED, CalendarChanged.class),
          Map.entry(TRIGGER_FIRED, TriggerFired.class),
          Map.entry(NOTICE_GIVEN, NoticeGiven.class),
          Map.entry(COMMENT_ADDED, CommentAdded.class),
          Map.entry(SLA_WARNED, SlaReached.class),
          Map.entry(SLA_BREACHED, SlaReached.class),
          Map.entry(SLA_ESCALATED, SlaReached.class),
          Map.entry(QUALIFICATION_GRANTED, QualificationChanged.class),
          Map.entry(QUALIFICATION_ENDED, QualificationChanged.class),
          Map.entry(GATE_DENIED, GateDenied.class));

  private EventTypes() {}

  /** Returns every type of this release with its payload's record. */
  public static Map<String, Class<?>> all() {
    return PAYLOADS;
  }

  /** Returns the record that is the data of a type, or empty for a type that is not known here. */
  public static Optional<Class<?>> payloadOf(String type) {
    return Optional.ofNullable(PAYLOADS.get(type));
  }
}
