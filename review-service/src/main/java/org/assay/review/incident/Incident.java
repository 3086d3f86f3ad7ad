package org.assay.review.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** What went wrong with the bytes of a version, from the report to its end. */
@Entity
@Table(name = "incident")
public class Incident {

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
  private String digest;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private IncidentSeverity severity;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private IncidentSource source;

  @Enumerated(EnumType.STRING)
  private IncidentState state;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(name = "opened_by", updatable = false)
  private String openedBy;

  @Column(name = "opened_at", updatable = false)
  private Instant openedAt;

  @Column(name = "detected_at", updatable = false)
  private Instant detectedAt;

  @Column(name = "contain_by", updatable = false)
  private @Nullable Instant containBy;

  @Column(updatable = false)
  private @Nullable String owner;

  @Column(name = "reportable_to", updatable = false)
  private String[] reportableTo;

  @Column(name = "contained_at")
  private @Nullable Instant containedAt;

  @Column(name = "contained_by")
  private @Nullable String containedBy;

  @Column(name = "containment_note_id")
  private @Nullable UUID containmentNoteId;

  @Column(name = "revocation_id")
  private @Nullable UUID revocationId;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  @Column(name = "closed_by")
  private @Nullable String closedBy;

  @Column(name = "closure_note_id")
  private @Nullable UUID closureNoteId;

  private long revision;

  /** For Hibernate. */
  protected Incident() {}

  /** Notes what was reported of a version. */
  static Incident opened(VersionCopy version, NewIncident reported, Instant at) {
    Incident incident = new Incident();
    incident.versionId = version.id();
    incident.modelId = version.modelId();
    incident.projectId = version.projectId();
    incident.digest = version.digest();
    incident.severity = reported.severity();
    incident.source = reported.source();
    incident.state = IncidentState.OPEN;
    incident.noteId = reported.noteId();
    incident.openedBy = reported.openedBy();
    incident.openedAt = at;
    incident.detectedAt = reported.detectedAt();
    incident.containBy = reported.severity().containBy(reported.detectedAt());
    incident.owner = reported.owner();
    incident.reportableTo = reported.reportableTo().toArray(String[]::new);
    incident.revision = 1;
    return incident;
  }

  /** Notes that a rule closed the gate. */
  void containByRule(Instant at) {
    step(IncidentState.Act.CONTAIN_BY_RULE);
    containedAt = at;
  }

  /** Notes the revocation that closed the gate for it; the first one stays. */
  void revokedBy(UUID revocation) {
    if (revocationId == null) {
      revocationId = revocation;
    }
  }

  /**
   * Notes that somebody says the gate is closed; from when on it was closed stays as it is.
   *
   * @param by the {@code sub} of who says so
   */
  void contain(String by, UUID reasonNoteId, Instant at) {
    step(IncidentState.Act.CONTAIN);
    if (containedAt == null) {
      containedAt = at;
    }
    containedBy = by;
    containmentNoteId = reasonNoteId;
  }

  /**
   * Ends it.
   *
   * @param by the {@code sub} of who says that it is over
   */
  void close(String by, UUID reasonNoteId, Instant at) {
    step(IncidentState.Act.CLOSE);
    closedAt = at;
    closedBy = by;
    closureNoteId = reasonNoteId;
  }

  private void step(IncidentState.Act act) {
    state =
        state
            .after(act)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ReviewProblem.INCIDENT_STATE_REFUSES,
                        "The incident is %s; %s does not apply to it".formatted(state, act)));
    revision++;
  }

  /** Returns whether the gate had to be closed before an instant, and was not. */
  boolean isOverdue(Instant at) {
    Instant closed = containedAt == null ? at : containedAt;
    return containBy != null && closed.isAfter(containBy);
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the version it came up with. */
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

  /** Returns the bytes it is about. */
  public String digest() {
    return digest;
  }

  /** Returns how bad it is. */
  public IncidentSeverity severity() {
    return severity;
  }

  /** Returns how it was noticed. */
  public IncidentSource source() {
    return source;
  }

  /** Returns where it stands. */
  public IncidentState state() {
    return state;
  }

  /** Returns where the report stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns the {@code sub} of who reported it. */
  public String openedBy() {
    return openedBy;
  }

  /** Returns when it was reported. */
  public Instant openedAt() {
    return openedAt;
  }

  /** Returns when it was noticed. */
  public Instant detectedAt() {
    return detectedAt;
  }

  /** Returns when the gate has to be closed, absent where no time is set. */
  public @Nullable Instant containBy() {
    return containBy;
  }

  /** Returns the {@code sub} of who sees to it, absent where only the project's leads do. */
  public @Nullable String owner() {
    return owner;
  }

  /** Returns the authorities that have to be told. */
  public List<String> reportableTo() {
    return List.of(reportableTo);
  }

  /** Returns from when on the gate was closed, absent while it is OPEN. */
  public @Nullable Instant containedAt() {
    return containedAt;
  }

  /** Returns the {@code sub} of who said so, absent where only a rule closed the gate. */
  public @Nullable String containedBy() {
    return containedBy;
  }

  /** Returns where that reason stands. */
  public @Nullable UUID containmentNoteId() {
    return containmentNoteId;
  }

  /** Returns the revocation that closed the gate, where one did. */
  public @Nullable UUID revocationId() {
    return revocationId;
  }

  /** Returns when it ended. */
  public @Nullable Instant closedAt() {
    return closedAt;
  }

  /** Returns the {@code sub} of who ended it. */
  public @Nullable String closedBy() {
    return closedBy;
  }

  /** Returns where the reason of its end stands. */
  public @Nullable UUID closureNoteId() {
    return closureNoteId;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }
}
