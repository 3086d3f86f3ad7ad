package org.assay.review.round;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessment;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.ReviewType;
import org.assay.review.round.Transition.Leads;
import org.assay.review.round.Transition.Refused;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One review of a round, bound to the exact bytes, the evidence set and the policy version of its
 * assessment.
 *
 * <p>Each step is one event and one revision; the assessment's row lock is held meanwhile.
 */
@Entity
@Table(name = "review")
public class Review {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "assessment_id", updatable = false)
  private UUID assessmentId;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private ReviewType type;

  @Column(updatable = false)
  private int round;

  @Enumerated(EnumType.STRING)
  private ReviewState state;

  @Column(updatable = false)
  private String digest;

  @Column(name = "policy_version_id", updatable = false)
  private UUID policyVersionId;

  @Column(name = "evidence_digest")
  private String evidenceDigest;

  @Column(updatable = false)
  private @Nullable String checklist;

  @Column(name = "requested_by", updatable = false)
  private String requestedBy;

  @Column(name = "approvals_required")
  private int approvalsRequired;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "changed_at")
  private Instant changedAt;

  @Column(name = "valid_until")
  private @Nullable Instant validUntil;

  @Column(name = "approved_at")
  private @Nullable Instant approvedAt;

  @Column(name = "basis_id", updatable = false)
  private @Nullable UUID basisId;

  private long revision;

  @Embedded private @Nullable ReviewClock clock;

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @CollectionTable(name = "review_assignee", joinColumns = @JoinColumn(name = "review_id"))
  @MapKeyColumn(name = "subject")
  private Map<String, Assignee> assignees = new TreeMap<>();

  /** For Hibernate. */
  protected Review() {}

  /**
   * Requests a review.
   *
   * @param checklist the set of checklists that its policy names, absent where it names none
   * @param basis the approved review that it goes on from, absent where there is none
   * @param requestedBy the {@code sub} of who submitted the round
   */
  static Review requested(
      Assessment assessment,
      RequiredReview required,
      @Nullable String checklist,
      @Nullable UUID basis,
      String requestedBy,
      Instant at) {
    Review review = new Review();
    review.assessmentId = assessment.id();
    review.versionId = assessment.versionId();
    review.modelId = assessment.modelId();
    review.projectId = assessment.projectId();
    review.type = required.type();
    review.round = assessment.round();
    review.state = ReviewState.REQUESTED;
    review.digest = assessment.digest();
    review.policyVersionId = assessment.policyVersionId();
    review.evidenceDigest = assessment.evidenceDigest();
    review.checklist = checklist;
    review.basisId = basis;
    review.requestedBy = requestedBy;
    review.approvalsRequired = required.approvals();
    review.createdAt = at;
    review.changedAt = at;
    review.revision = 1;
    return review;
  }

  /**
   * Takes the next step.
   *
   * @throws ProblemException {@code REVIEW_STATE_REFUSES} (409) if the act does not apply
   */
  void step(ReviewAct act, Instant at) {
    state =
        switch (state.after(act)) {
          case Leads(ReviewState to) -> to;
          case Refused _ -> throw refusal(act).exception();
        };
    if (act == ReviewAct.RETRACT) {
      validUntil = null;
    }
    if (state.isOpen()) {
      approvedAt = null;
    }
    changedAt = at;
    revision++;
  }

  /**
   * Notes that it has as many approvals as it needs.
   *
   * @param conditional whether one of them has a condition that is not met
   * @param until when the first of them ends, absent where none does
   */
  void approve(boolean conditional, @Nullable Instant until, Instant at) {
    step(conditional ? ReviewAct.APPROVE_WITH_CONDITIONS : ReviewAct.APPROVE, at);
    validUntil = until;
    approvedAt = at;
  }

  /** Returns whether the clock ended it and nobody wrote that down yet. */
  boolean isOverdue(Instant now) {
    return allows(ReviewAct.EXPIRE) && validUntil != null && !now.isBefore(validUntil);
  }

  /** Adds an assignee. */
  void assign(String subject, boolean started, @Nullable String unit, Instant at) {
    step(ReviewAct.ASSIGN, at);
    assignees.put(subject, new Assignee(at, started, unit));
  }

  /** Notes that an assignee declared to have no conflict of interest; with the first it begins. */
  void start(String subject, @Nullable String unit, Instant at) {
    if (allows(ReviewAct.START)) {
      step(ReviewAct.START, at);
    } else {
      changedAt = at;
      revision++;
    }
    assignees.put(subject, new Assignee(at, true, unit));
  }

  /** Takes an assignee away; the last one leaves the review REQUESTED. */
  void unassign(String subject, Instant at) {
    if (assignees.size() == 1) {
      step(ReviewAct.UNASSIGN_LAST, at);
    } else {
      changedAt = at;
      revision++;
    }
    assignees.remove(subject);
  }

  /** Notes that its findings are answered: it goes on, or stays where it waits for a reviewer. */
  void answered(Instant at) {
    if (allows(ReviewAct.RESUME)) {
      step(ReviewAct.RESUME, at);
      return;
    }
    changedAt = at;
    revision++;
  }

  /** Notes that an approval of it ended; what was approved by it is in progress again. */
  void retracted(Instant at) {
    if (allows(ReviewAct.RETRACT)) {
      step(ReviewAct.RETRACT, at);
      return;
    }
    changedAt = at;
    revision++;
  }

  /** Goes on with more approvals; what fewer had approved is in progress again. */
  void ask(int approvals, Instant at) {
    step(ReviewAct.REBIND, at);
    approvalsRequired = approvals;
  }

  /** Goes on with other evidence: approvals on what it was bound to before do not count. */
  void rebind(String evidence, Instant at) {
    step(ReviewAct.REBIND, at);
    evidenceDigest = evidence;
  }

  /** Notes that something was said about it, or answered: a revision, and no step. */
  void said() {
    revision++;
  }

  /** Gives it a clock, which begins to run. */
  void give(ReviewClock started) {
    clock = started;
  }

  /** Returns why an act is refused in this state. */
  Refusal refusal(ReviewAct act) {
    return new Refusal(
        ReviewProblem.REVIEW_STATE_REFUSES,
        "The review is %s; %s does not apply to it".formatted(state, act),
        Map.of("state", state, "allowed", state.acts()));
  }

  /** Returns whether an act applies now. */
  boolean allows(ReviewAct act) {
    return state.after(act) instanceof Leads;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the assessment it belongs to. */
  public UUID assessmentId() {
    return assessmentId;
  }

  /** Returns the version it judges. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns the version's model. */
  public UUID modelId() {
    return modelId;
  }

  /** Returns the project that owns the model. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns its kind. */
  public ReviewType type() {
    return type;
  }

  /** Returns its round. */
  public int round() {
    return round;
  }

  /** Returns where it stands. */
  public ReviewState state() {
    return state;
  }

  /** Returns the bytes it is bound to. */
  public String digest() {
    return digest;
  }

  /** Returns the policy version it is bound to. */
  public UUID policyVersionId() {
    return policyVersionId;
  }

  /** Returns the evidence set it is bound to. */
  public String evidenceDigest() {
    return evidenceDigest;
  }

  /** Returns the set of checklists that it answers, such as {@code default/1}. */
  public @Nullable String checklist() {
    return checklist;
  }

  /** Returns the {@code sub} of who submitted the round. */
  public String requestedBy() {
    return requestedBy;
  }

  /** Returns how many people must approve it. */
  public int approvalsRequired() {
    return approvalsRequired;
  }

  /** Returns when it was requested. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns when it took its last step. */
  public Instant changedAt() {
    return changedAt;
  }

  /** Returns when its approval ends, absent where it has no end or is not approved. */
  public @Nullable Instant validUntil() {
    return validUntil;
  }

  /** Returns the approved review that it goes on from, absent where there is none. */
  public @Nullable UUID basisId() {
    return basisId;
  }

  /** Returns since when it is approved, or when it was before it was voided or expired. */
  public @Nullable Instant approvedAt() {
    return approvedAt;
  }

  /** Returns how much of its time it took, absent where its policy gives it no due date. */
  @Nullable ReviewClock clock() {
    return clock;
  }

  /** Returns whether it was told that its time is over. */
  boolean isBreached() {
    return clock != null && clock.isBreached();
  }

  /** Returns the unit of the first assignee who is there and has one. */
  Optional<String> firstUnit() {
    return assignees.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Assignee> one) -> one.getValue().since())
                .thenComparing(Map.Entry::getKey))
        .map(one -> Optional.ofNullable(one.getValue().unit()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }

  /** Returns who reviews, by {@code sub}. */
  public Map<String, Assignee> assignees() {
    return Map.copyOf(assignees);
  }

  /** Returns whether somebody reviews. */
  public boolean isAssignee(String subject) {
    return assignees.containsKey(subject);
  }

  /** Returns whether somebody reviews who declared to have no conflict of interest. */
  public boolean hasDeclared(String subject) {
    Assignee assignee = assignees.get(subject);
    return assignee != null && assignee.started();
  }

  /** Returns the subjects of its assignees, in order. */
  public Set<String> assigneeSubjects() {
    return new java.util.TreeSet<>(assignees.keySet());
  }
}
