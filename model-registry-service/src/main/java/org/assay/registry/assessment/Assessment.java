package org.assay.registry.assessment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.AssessmentChanged;

/**
 * Copy of the last assessment of a version. It is shown, and its round and state tell whether an
 * event still counts; the version's own state stands with the version.
 */
@Entity
@Table(name = "assessment")
public class Assessment {

  private static final String LOST = "LOST";

  @Id
  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "assessment_id")
  private UUID assessmentId;

  private int round;
  private String state;

  @Column(name = "as_of")
  private Instant asOf;

  /** For Hibernate. */
  protected Assessment() {}

  static Assessment first(UUID projectId, AssessmentChanged told, Instant at) {
    Assessment assessment = new Assessment();
    assessment.versionId = told.versionId();
    assessment.projectId = projectId;
    assessment.follow(told, at);
    return assessment;
  }

  final void follow(AssessmentChanged told, Instant at) {
    assessmentId = told.assessmentId();
    round = told.round();
    state = told.state();
    asOf = at;
  }

  /** Returns the version it judges. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns review-service's id of it. */
  public UUID assessmentId() {
    return assessmentId;
  }

  /** Returns the round it judges. */
  public int round() {
    return round;
  }

  /** Returns OPEN, PASSED, FAILED, LOST or WITHDRAWN, as review-service names it. */
  public String state() {
    return state;
  }

  /** Returns when review-service told this. */
  public Instant asOf() {
    return asOf;
  }

  /** Says whether its approvals stopped counting, so that review-service may open a next round. */
  public boolean isLost() {
    return state.equals(LOST);
  }
}
