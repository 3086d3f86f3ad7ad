package org.assay.registry.dataset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.DatasetChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.ProjectKey;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One version of a data set: exact bytes by their digest, whose they are, and on which terms they
 * may be used.
 *
 * <p>What is said of it never changes; other terms are another version. Checks are added, and it
 * may be withdrawn for good, each under its row lock and as one event, whose number is the
 * revision.
 */
@Entity
@DynamicUpdate
@Table(name = "dataset")
public class Dataset {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "project_key", updatable = false)
  private String projectKey;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private String version;

  @Column(updatable = false)
  private String digest;

  @Column(name = "client_digest", updatable = false)
  private @Nullable String clientDigest;

  @Column(updatable = false)
  private @Nullable String description;

  @Column(updatable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> owners;

  @Column(updatable = false)
  private String source;

  @Column(updatable = false)
  private String licence;

  @Enumerated(EnumType.STRING)
  @Column(name = "personal_data", updatable = false)
  private PersonalData personalData;

  @Column(name = "legal_basis", updatable = false)
  private @Nullable String legalBasis;

  @Column(name = "period_from", updatable = false)
  private @Nullable LocalDate periodFrom;

  @Column(name = "period_until", updatable = false)
  private @Nullable LocalDate periodUntil;

  @Column(updatable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> jurisdictions;

  @Column(name = "retain_until", updatable = false)
  private @Nullable LocalDate retainUntil;

  @Column(name = "checks_passed")
  private int checksPassed;

  @Column(name = "checks_failed")
  private int checksFailed;

  @Enumerated(EnumType.STRING)
  private DatasetState state;

  private boolean flagged;

  private long revision;

  @Column(name = "created_at", updatable = false)
  @CreationTimestamp(source = SourceType.DB)
  private Instant createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  /** For Hibernate. */
  protected Dataset() {}

  /**
   * A new version of a data set, at revision 1.
   *
   * @param project the project that answers for it
   * @param asked what was asked for, valid
   * @param owners the subjects who answer for it
   * @param createdBy the subject who registers it
   */
  static Dataset registered(
      Standing project, RegisterDataset asked, List<String> owners, String createdBy) {
    Dataset dataset = new Dataset();
    dataset.projectId = project.projectId();
    dataset.projectKey = project.key().value();
    dataset.name = asked.name();
    dataset.version = asked.version();
    dataset.digest = asked.digest();
    dataset.clientDigest = asked.clientDigest();
    dataset.description = asked.description();
    dataset.owners = List.copyOf(owners);
    dataset.source = asked.source();
    dataset.licence = asked.licence();
    dataset.personalData = asked.personalData();
    dataset.legalBasis = asked.legalBasis();
    dataset.periodFrom = asked.period() == null ? null : asked.period().from();
    dataset.periodUntil = asked.period() == null ? null : asked.period().until();
    dataset.jurisdictions = asked.laws();
    dataset.retainUntil = asked.retainUntil();
    dataset.state = DatasetState.ACTIVE;
    dataset.createdBy = createdBy;
    dataset.revision = 1;
    dataset.count(asked.checks());
    return dataset;
  }

  /** Adds checks to what is counted of them. */
  void check(List<QualityCheck> added) {
    count(added);
    revision++;
  }

  private void count(List<QualityCheck> added) {
    int passed =
        (int) added.stream().filter(one -> one.outcome() == QualityCheck.Outcome.PASSED).count();
    checksPassed += passed;
    checksFailed += added.size() - passed;
  }

  /** Withdraws it for good; the caller has checked {@link #refusesWithdrawal}. */
  void withdraw() {
    state = DatasetState.WITHDRAWN;
    revision++;
  }

  /** Notes that every version that descends from it knows of its withdrawal. */
  public void noteFlagged() {
    flagged = true;
  }

  /** Says of a withdrawn one whether every version that descends from it knows. */
  boolean isFlagged() {
    return flagged;
  }

  /** Refuses further checks, or says nothing where {@link #check} would take them. */
  Optional<Refusal> refusesCheck(Caller caller, Standing standing) {
    return Contribution.refuses(caller, standing).or(this::refusesWithdrawn);
  }

  /**
   * Refuses the withdrawal by who answers neither for it nor for the project, or where it is
   * withdrawn.
   */
  Optional<Refusal> refusesWithdrawal(Caller caller, Standing standing) {
    if (!caller.has(Role.ENGINEER) && !caller.has(Role.LEAD)) {
      return Optional.of(
          Refusal.of(CommonProblem.FORBIDDEN, "This needs the role engineer or lead"));
    }
    if (!standing.isOwner() && !caller.has(Role.LEAD) && !owners.contains(caller.subject())) {
      return Optional.of(
          Refusal.of(
              RegistryProblem.OWNER_OR_LEAD_REQUIRED,
              "This needs an owner of the data set or of project %s, or the role lead"
                  .formatted(standing.key())));
    }
    return refusesWithdrawn();
  }

  private Optional<Refusal> refusesWithdrawn() {
    return state == DatasetState.WITHDRAWN
        ? Optional.of(
            Refusal.of(
                RegistryProblem.DATASET_WITHDRAWN,
                "Data set %s, version %s, is withdrawn, and stays so".formatted(name, version)))
        : Optional.empty();
  }

  /**
   * Returns the event of its present revision; names, terms and reasons are free text and stay
   * here.
   *
   * @param reason the salted digest of why it was withdrawn
   */
  NewEvent event(Cause cause, @Nullable String reason) {
    return new NewEvent(
        eventType(),
        "dataset/" + id,
        id,
        revision,
        id,
        cause,
        new DatasetChanged(
            id,
            projectId,
            digest,
            owners,
            personalData.name(),
            retainUntil == null ? null : retainUntil.toString(),
            state.name(),
            reason));
  }

  private String eventType() {
    if (state == DatasetState.WITHDRAWN) {
      return EventTypes.DATASET_WITHDRAWN;
    }
    return revision == 1 ? EventTypes.DATASET_REGISTERED : EventTypes.DATASET_UPDATED;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the project that answers for it. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns the key of that project. */
  public ProjectKey project() {
    return new ProjectKey(projectKey);
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns which of the data of this name it is. */
  public String version() {
    return version;
  }

  /** Returns the digest of its exact bytes. */
  public String digest() {
    return digest;
  }

  /** Returns the digest that MLflow's clients compute of it, null where nobody said. */
  public @Nullable String clientDigest() {
    return clientDigest;
  }

  /** Returns what it holds, null where nobody said. */
  public @Nullable String description() {
    return description;
  }

  /** Returns the subjects who answer for it. */
  public List<String> owners() {
    return owners;
  }

  /** Returns where it comes from. */
  public String source() {
    return source;
  }

  /** Returns under which terms it is used. */
  public String licence() {
    return licence;
  }

  /** Returns how far it is about people. */
  public PersonalData personalData() {
    return personalData;
  }

  /** Returns why it may be used, null where it is not about people and nobody said. */
  public @Nullable String legalBasis() {
    return legalBasis;
  }

  /** Returns the first day that it is about, null where nobody said. */
  public @Nullable LocalDate periodFrom() {
    return periodFrom;
  }

  /** Returns the last day that it is about, null where nobody said. */
  public @Nullable LocalDate periodUntil() {
    return periodUntil;
  }

  /** Returns whose law applies. */
  public List<String> jurisdictions() {
    return jurisdictions;
  }

  /** Returns the last day it may be kept, null where nobody said. */
  public @Nullable LocalDate retainUntil() {
    return retainUntil;
  }

  /** Returns how many checks of its quality passed. */
  public int checksPassed() {
    return checksPassed;
  }

  /** Returns how many checks of its quality failed. */
  public int checksFailed() {
    return checksFailed;
  }

  /** Returns whether it may be used. */
  public DatasetState state() {
    return state;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }

  /** Returns when it was registered, by the database's clock. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns the subject who registered it. */
  public String createdBy() {
    return createdBy;
  }
}
