package org.assay.review.trigger;

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
import java.util.UUID;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** That something happened by which a version has to be looked at again, and what followed. */
@Entity
@DynamicUpdate
@Table(name = "fired_trigger")
public class FiredTrigger {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private TriggerKind kind;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String digest;

  @Column(name = "cause_id", updatable = false)
  private UUID causeId;

  @Column(updatable = false)
  private String measure;

  private String[] reviews;

  @Column(updatable = false)
  private String rules;

  @Column(name = "hold_id")
  private @Nullable UUID holdId;

  @Column(name = "incident_id")
  private @Nullable UUID incidentId;

  @Column(name = "fired_at", updatable = false)
  private Instant firedAt;

  /** For Hibernate. */
  protected FiredTrigger() {}

  /**
   * A trigger that fires now.
   *
   * @param rules by which rules
   */
  static FiredTrigger fired(
      TriggerKind kind, VersionCopy version, Happened happened, String rules, Instant at) {
    FiredTrigger trigger = new FiredTrigger();
    trigger.kind = kind;
    trigger.versionId = version.id();
    trigger.modelId = version.modelId();
    trigger.projectId = version.projectId();
    trigger.digest = version.digest();
    trigger.causeId = happened.id();
    trigger.measure = happened.measure();
    trigger.reviews = new String[0];
    trigger.rules = rules;
    trigger.firedAt = at;
    return trigger;
  }

  /** Notes the reviews that are asked for by it. */
  public void asksFor(Collection<ReviewType> types) {
    reviews = types.stream().map(ReviewType::name).sorted().toArray(String[]::new);
  }

  /** Notes the hold that was placed by it. */
  public void placed(UUID hold) {
    holdId = hold;
  }

  /** Notes the incident that was opened by it, or that was open for the same. */
  public void opened(UUID incident) {
    incidentId = incident;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns what sort of thing happened. */
  public TriggerKind kind() {
    return kind;
  }

  /** Returns the version that it concerns. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns the version's model. */
  public UUID modelId() {
    return modelId;
  }

  /** Returns the version's bytes. */
  public String digest() {
    return digest;
  }

  /** Returns what happened. */
  public UUID causeId() {
    return causeId;
  }

  /** Returns what was found. */
  public String measure() {
    return measure;
  }

  /** Returns the kinds of review that are asked for by it. */
  public List<ReviewType> reviews() {
    return Arrays.stream(reviews).map(ReviewType::valueOf).toList();
  }

  /** Returns by which rules. */
  public String rules() {
    return rules;
  }

  /** Returns the hold that was placed by it. */
  public @Nullable UUID holdId() {
    return holdId;
  }

  /** Returns the incident that was opened by it. */
  public @Nullable UUID incidentId() {
    return incidentId;
  }

  /** Returns when it fired. */
  public Instant firedAt() {
    return firedAt;
  }
}
