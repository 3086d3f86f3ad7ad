package org.assay.review.assessment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** The judgement of one version in one round, bound to its bytes and to one policy version. */
@Entity
@Table(name = "assessment")
public class Assessment {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private int round;

  @Column(updatable = false)
  private String digest;

  @Column(name = "policy_version_id", updatable = false)
  private UUID policyVersionId;

  @Column(name = "evidence_digest")
  private String evidenceDigest;

  @Column(name = "people_required")
  private int peopleRequired;

  @Column(name = "classification_id", updatable = false)
  private @Nullable UUID classificationId;

  @Column(name = "after_incident", updatable = false)
  private boolean afterIncident;

  private String[] triggered;

  @Enumerated(EnumType.STRING)
  private AssessmentState state;

  private @Nullable String cause;

  @Column(name = "opened_at", updatable = false)
  private Instant openedAt;

  @Column(name = "decided_at")
  private @Nullable Instant decidedAt;

  @Column(name = "passed_at")
  private @Nullable Instant passedAt;

  private long revision;

  /** For Hibernate. */
  protected Assessment() {}

  /**
   * Opens the assessment of a version's round.
   *
   * @param terms what it is bound to
   */
  public static Assessment opened(VersionCopy version, RoundTerms terms, Instant at) {
    Assessment assessment = new Assessment();
    assessment.versionId = version.id();
    assessment.modelId = version.modelId();
    assessment.projectId = version.projectId();
    assessment.round = version.round();
    assessment.digest = version.digest();
    assessment.policyVersionId = terms.policyVersionId();
    assessment.peopleRequired = terms.distinctPeople();
    assessment.classificationId = terms.classificationId();
    assessment.evidenceDigest = terms.evidenceDigest();
    assessment.afterIncident = terms.afterIncident();
    assessment.triggered = terms.triggered().toArray(String[]::new);
    assessment.cause = terms.cause();
    assessment.state = AssessmentState.OPEN;
    assessment.openedAt = at;
    assessment.revision = 1;
    return assessment;
  }

  /**
   * Takes the next step.
   *
   * @param why the cause where the state alone does not tell it
   * @throws ProblemException {@code ASSESSMENT_STATE_REFUSES} (409) if the act does not apply
   */
  void step(AssessmentState.Act act, @Nullable String why, Instant at) {
    state =
        state
            .after(act)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ReviewProblem.ASSESSMENT_STATE_REFUSES,
                        "Round %d is %s; %s does not apply to it".formatted(round, state, act)));
    cause = why;
    decidedAt = at;
    if (state == AssessmentState.PASSED) {
      passedAt = at;
    }
    revision++;
  }

  /** Goes on with as many different people as the tier of the model now needs. */
  public void ask(int people) {
    peopleRequired = people;
  }

  /** Goes on with more kinds of review than its policy asks for. */
  public void askAlso(Collection<String> types) {
    triggered =
        Stream.concat(Arrays.stream(triggered), types.stream())
            .distinct()
            .sorted()
            .toArray(String[]::new);
  }

  /** Returns the kinds of review that it was asked for beyond its policy. */
  public List<String> triggered() {
    return List.of(triggered);
  }

  /** Goes on with other evidence, as the reviews of the round do. */
  public void rebind(String evidence) {
    evidenceDigest = evidence;
  }

  /** Returns whether another round would be bound to exactly the same as this one. */
  public boolean isBoundAs(VersionCopy version, RoundTerms terms) {
    return digest.equals(version.digest())
        && policyVersionId.equals(terms.policyVersionId())
        && evidenceDigest.equals(terms.evidenceDigest())
        && Objects.equals(classificationId, terms.classificationId());
  }

  /** Returns whether an act applies now. */
  public boolean allows(AssessmentState.Act act) {
    return state.after(act).isPresent();
  }

  /** Returns its id. */
  public UUID id() {
    return id;
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

  /** Returns the round, from 1. */
  public int round() {
    return round;
  }

  /** Returns the bytes it is bound to. */
  public String digest() {
    return digest;
  }

  /** Returns the policy version it is bound to. */
  public UUID policyVersionId() {
    return policyVersionId;
  }

  /** Returns the evidence set that its reviews are bound to, or were when it ended. */
  public String evidenceDigest() {
    return evidenceDigest;
  }

  /** Returns whether it was opened after a SEV1 incident. */
  public boolean afterIncident() {
    return afterIncident;
  }

  /** Returns where it stands. */
  public AssessmentState state() {
    return state;
  }

  /** Returns why it stands there, where the state alone does not tell it. */
  public @Nullable String cause() {
    return cause;
  }

  /** Returns when it was opened. */
  public Instant openedAt() {
    return openedAt;
  }

  /** Returns when it last left OPEN or changed after that. */
  public @Nullable Instant decidedAt() {
    return decidedAt;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }
}
