package org.assay.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.ModelChanged;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A model: what it is for, and the project that answers for it. Its versions stand apart.
 *
 * <p>What is said about it changes, and its name as long as no review rests on it; always under its
 * row lock, and each change is one event, whose number is the revision.
 */
@Entity
@DynamicUpdate
@Table(name = "model")
public class Model {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "project_key", updatable = false)
  private String projectKey;

  private String name;

  @Enumerated(EnumType.STRING)
  private ModelKind kind;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> paradigms;

  private @Nullable String description;

  @Column(name = "intended_use")
  private @Nullable String intendedUse;

  @Column(name = "out_of_scope_use")
  private @Nullable String outOfScopeUse;

  private @Nullable String vendor;

  @Column(name = "owner_id")
  private String ownerId;

  @Column(name = "use_case_ids")
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<UUID> useCaseIds = List.of();

  private long revision;

  @Column(name = "created_at", updatable = false)
  @CreationTimestamp(source = SourceType.DB)
  private Instant createdAt;

  @Column(name = "updated_at")
  @UpdateTimestamp(source = SourceType.DB)
  private Instant updatedAt;

  @Column(name = "archived_at")
  private @Nullable Instant archivedAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  /** For Hibernate. */
  protected Model() {}

  /**
   * A new model, at revision 1.
   *
   * @param projectId the project of the name's key
   * @param ownerId the subject who answers for it
   * @param createdBy the subject who registers it
   */
  static Model registered(
      UUID projectId, ModelName name, RegisterModel asked, String ownerId, String createdBy) {
    Model model = new Model();
    model.projectId = projectId;
    model.projectKey = name.project().value();
    model.name = name.name();
    model.kind = asked.kind();
    model.paradigms = asked.ways().stream().map(Enum::name).toList();
    model.intendedUse = asked.intendedUse();
    model.outOfScopeUse = asked.outOfScopeUse();
    model.vendor = asked.vendor();
    model.useCaseIds = asked.uses();
    model.ownerId = ownerId;
    model.createdBy = createdBy;
    model.revision = 1;
    return model;
  }

  /**
   * A new model of which only the name and a description are known, as MLflow's clients register
   * one: of kind {@link ModelKind#OTHER}, and what it is for is still to be said.
   */
  static Model named(UUID projectId, ModelName name, @Nullable String description, String by) {
    Model model = new Model();
    model.projectId = projectId;
    model.projectKey = name.project().value();
    model.name = name.name();
    model.kind = ModelKind.OTHER;
    model.paradigms = List.of();
    model.description = description;
    model.ownerId = by;
    model.createdBy = by;
    model.revision = 1;
    return model;
  }

  /** Takes another name within its project. */
  void rename(String newName) {
    name = newName;
    revision++;
  }

  /** Ends it: from now on its name may be another model's. */
  void archive(Instant at) {
    archivedAt = at;
    revision++;
  }

  /**
   * Notes a change of what belongs to it: its tags and aliases. The caller holds the row's lock,
   * and tells of it by an event of the new revision.
   */
  public long changed() {
    revision++;
    return revision;
  }

  /** Says whether it names use cases that it serves, and its name is its own. */
  boolean isNamingUses() {
    return !useCaseIds.isEmpty() && archivedAt == null;
  }

  /** Says whether a description makes it a model of another kind, which reviews are chosen by. */
  boolean classifiesAnew(DescribeModel wanted) {
    return wanted.kind() != kind || !wanted.ways().equals(paradigms());
  }

  /**
   * Says anew what it is, what it is for and not for, and who answers for it.
   *
   * @param wanted how it is described from now on, its owner by the subject
   * @return whether anything differs; only then is there a new revision, and an event to tell
   */
  boolean describe(DescribeModel wanted) {
    if (wanted.equals(DescribeModel.of(this))) {
      return false;
    }
    description = wanted.description();
    intendedUse = wanted.intendedUse();
    outOfScopeUse = wanted.outOfScopeUse();
    vendor = wanted.vendor();
    ownerId = wanted.owner();
    if (!wanted.uses().equals(useCaseIds)) {
      useCaseIds = wanted.uses();
    }
    if (classifiesAnew(wanted)) {
      kind = wanted.kind();
      paradigms = wanted.ways().stream().map(Enum::name).toList();
    }
    revision++;
    return true;
  }

  /** Returns the event that tells of its present revision; its uses are free text and stay here. */
  public NewEvent event(Cause cause) {
    return new NewEvent(
        eventType(),
        "model/" + fullName(),
        id,
        revision,
        id,
        cause,
        new ModelChanged(id, fullName().full(), projectId, kind.name(), isFederated(), useCaseIds));
  }

  private String eventType() {
    if (archivedAt != null) {
      return EventTypes.MODEL_ARCHIVED;
    }
    return revision == 1 ? EventTypes.MODEL_CREATED : EventTypes.MODEL_UPDATED;
  }

  /** Returns the model's id. */
  public UUID id() {
    return id;
  }

  /** Returns the project that answers for it. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns the name that paths use: the project's key, a dot and the name within the project. */
  public ModelName fullName() {
    return new ModelName(new ProjectKey(projectKey), name);
  }

  /** Returns what it does. */
  public ModelKind kind() {
    return kind;
  }

  /** Returns how it learns. */
  public List<Paradigm> paradigms() {
    return paradigms.stream().map(Paradigm::valueOf).toList();
  }

  /** Says whether it is trained where the data lie. */
  public boolean isFederated() {
    return paradigms.contains(Paradigm.FEDERATED.name());
  }

  /** Returns what it is, null where nobody said. */
  public @Nullable String description() {
    return description;
  }

  /** Returns what it is for, null where nobody said yet. */
  public @Nullable String intendedUse() {
    return intendedUse;
  }

  /** Returns what it must not be used for, null where nobody said. */
  public @Nullable String outOfScopeUse() {
    return outOfScopeUse;
  }

  /** Returns whom it was bought from, null of one that was made here. */
  public @Nullable String vendor() {
    return vendor;
  }

  /** Returns the use cases of its project that it serves. */
  public List<UUID> useCaseIds() {
    return List.copyOf(useCaseIds);
  }

  /** Returns the subject who answers for it. */
  public String ownerId() {
    return ownerId;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }

  /** Returns when it was registered, by the database's clock. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns when anything of it, its tags or the list of its versions changed last. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** Returns the subject who registered it. */
  public String createdBy() {
    return createdBy;
  }
}
