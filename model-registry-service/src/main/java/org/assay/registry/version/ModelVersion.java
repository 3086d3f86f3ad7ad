package org.assay.registry.version;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.VersionChanged;
import org.assay.contracts.name.Digest;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Standing;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model: exact bytes by their digest, who made them, and where they stand.
 *
 * <p>All but state, round, submitter, description, stage, marks of withdrawn data and of where it
 * runs, and revision is fixed from the first insert, and what it rests on besides its bytes from
 * the first submission; here and by what the service's database role may do. What a draft consists
 * of and is said to be is fixed from its registration, by a trigger too. Each step is one event,
 * whose number is the revision; steps are taken under the row lock.
 */
@Entity
@DynamicUpdate
@Table(name = "model_version")
public class ModelVersion {

  private static final Clock CLOCK = Clock.systemUTC();

  @Id private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(updatable = false)
  private int number;

  @Enumerated(EnumType.STRING)
  private VersionState state;

  private @Nullable String digest;

  @Enumerated(EnumType.STRING)
  @Column(name = "digest_origin")
  private DigestOrigin digestOrigin;

  @Column(name = "source_revision")
  private @Nullable String sourceRevision;

  private @Nullable String framework;
  private @Nullable String task;

  @Column(updatable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> authors;

  @Column(name = "human_author", updatable = false)
  private boolean humanAuthor;

  @Column(name = "change_note")
  private @Nullable String changeNote;

  private @Nullable Integer supersedes;

  @Column(name = "run_id", updatable = false)
  private UUID runId;

  @Column(updatable = false)
  private @Nullable String source;

  @Column(updatable = false)
  private @Nullable String location;

  private @Nullable String files;

  private @Nullable Integer successor;

  private boolean renewing;

  @Column(name = "live_deployments")
  private int liveDeployments;

  @Column(name = "last_day")
  private @Nullable LocalDate lastDay;

  @Column(name = "source_run", updatable = false)
  private @Nullable String sourceRun;

  @Column(name = "run_link", updatable = false)
  private @Nullable String runLink;

  @Column(name = "logged_model", updatable = false)
  private @Nullable String loggedModel;

  @Column(name = "record_digest")
  private @Nullable String recordDigest;

  @Column(name = "card_digest")
  private @Nullable String cardDigest;

  @Column(name = "dataset_ids")
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<UUID> datasetIds = List.of();

  @Column(name = "data_withdrawn_at")
  private @Nullable Instant dataWithdrawnAt;

  private @Nullable String description;

  @Column(name = "review_state")
  private @Nullable String reviewState;

  @Enumerated(EnumType.STRING)
  private @Nullable Stage stage;

  private int round;

  @Column(name = "submitted_by")
  private @Nullable String submittedBy;

  private long revision;

  @Column(name = "created_at", updatable = false)
  @CreationTimestamp(source = SourceType.DB)
  private Instant createdAt;

  @Column(name = "updated_at")
  @UpdateTimestamp(source = SourceType.DB)
  private Instant updatedAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  /** For Hibernate. */
  protected ModelVersion() {}

  /**
   * A new version in state DRAFT, at revision 1.
   *
   * @param place where it belongs
   * @param asked what was asked for, valid
   * @param authors who made it
   * @param createdBy the subject who registers it
   */
  static ModelVersion drafted(
      Place place, RegisterVersion asked, Authors authors, String createdBy) {
    ModelVersion version = new ModelVersion();
    // Here and not at the insert, so that it is inserted once, as it stands after its first steps.
    version.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
    version.projectId = place.projectId();
    version.modelId = place.modelId();
    version.number = place.number();
    version.runId = place.runId();
    version.state = VersionState.DRAFT;
    version.digest = asked.digest();
    version.digestOrigin = DigestOrigin.CLAIMED;
    version.sourceRevision = asked.sourceRevision();
    version.framework = asked.framework();
    version.task = asked.task();
    version.changeNote = asked.changeNote();
    version.supersedes = asked.supersedes();
    version.authors = authors.subjects();
    version.humanAuthor = authors.anyHuman();
    version.createdBy = createdBy;
    version.revision = 1;
    return version;
  }

  /**
   * A draft of which Assay holds no bytes yet, at revision 1: it can be found and described, but
   * not submitted.
   *
   * @param place where it belongs
   * @param origin where its bytes are said to be
   * @param author who made it, and registers it
   */
  static ModelVersion drafted(
      Place place, Origin origin, @Nullable String description, Caller author) {
    ModelVersion version = new ModelVersion();
    version.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
    version.projectId = place.projectId();
    version.modelId = place.modelId();
    version.number = place.number();
    version.runId = place.runId();
    version.state = VersionState.DRAFT;
    version.digestOrigin = DigestOrigin.CLAIMED;
    version.source = origin.source();
    version.location = origin.location();
    version.sourceRun = origin.sourceRun();
    version.runLink = origin.runLink();
    version.loggedModel = origin.loggedModel();
    version.description = description;
    version.authors = List.of(author.subject());
    version.humanAuthor = !author.machine();
    version.createdBy = author.subject();
    version.revision = 1;
    return version;
  }

  /**
   * Says of a draft which bytes Assay holds of it, as it computed their digest itself.
   *
   * @param held where they lie, with their digest
   */
  void hold(VersionFiles.Held held) {
    fix(held.digest(), DigestOrigin.COMPUTED);
    files = held.path().value();
  }

  /** Says of a draft which bytes it has, as who registers it claims. */
  void claim(Digest claimed) {
    fix(claimed, DigestOrigin.CLAIMED);
  }

  /** Says of a draft what whoever drafted it did not; the caller has looked for what it names. */
  void complete(RegisterDraft asked) {
    requireDraft();
    sourceRevision = asked.sourceRevision();
    framework = asked.framework();
    task = asked.task();
    changeNote = asked.changeNote();
    supersedes = asked.supersedes();
  }

  private void requireDraft() {
    if (state != VersionState.DRAFT) {
      throw new IllegalStateException("What version " + id + " consists of is fixed");
    }
  }

  private void fix(Digest bytes, DigestOrigin origin) {
    requireDraft();
    digest = bytes.value();
    digestOrigin = origin;
  }

  /**
   * Rests on results and data, until it is first submitted.
   *
   * @param record the digest of its results
   * @param datasets the registered data sets that it names itself
   */
  void restOn(Digest record, Collection<UUID> datasets) {
    if (round > 0) {
      throw new IllegalStateException("What version " + id + " rests on is fixed");
    }
    recordDigest = record.value();
    datasetIds = List.copyOf(datasets);
  }

  /** Refuses another model card once it was submitted, or is over. */
  Optional<Refusal> refusesCard() {
    return round > 0 || state == VersionState.RETIRED
        ? Optional.of(
            Refusal.of(
                RegistryProblem.CARD_FIXED,
                "Version %d was submitted or is over, so its model card stays; a new version has its own"
                    .formatted(number)))
        : Optional.empty();
  }

  /**
   * Names its model card anew; the caller has checked {@link #refusesCard}.
   *
   * @return whether it is another one
   */
  boolean carry(Digest card) {
    if (card.value().equals(cardDigest)) {
      return false;
    }
    cardDigest = card.value();
    revision++;
    return true;
  }

  /** Notes that data were withdrawn that it descends from. */
  void loseData(Instant at) {
    if (dataWithdrawnAt == null) {
      dataWithdrawnAt = at;
    }
    revision++;
  }

  /**
   * Describes it anew.
   *
   * @return whether anything differs
   */
  boolean describe(@Nullable String newDescription) {
    if (Objects.equals(newDescription, description)) {
      return false;
    }
    description = newDescription;
    revision++;
    return true;
  }

  /** Refuses a stage that claims what no decision gave. */
  Optional<Refusal> refuses(@Nullable Stage wanted) {
    return wanted == Stage.PRODUCTION && state != VersionState.RELEASED
        ? Optional.of(
            Refusal.of(
                RegistryProblem.STAGE_GOVERNED,
                "Version %d is %s; have it released, and it may be in Production"
                    .formatted(number, state)))
        : Optional.empty();
  }

  /**
   * Labels it with a stage, null for none; the caller has checked {@link #refuses(Stage)}.
   *
   * @return whether anything differs
   */
  boolean label(@Nullable Stage wanted) {
    if (stage == wanted) {
      return false;
    }
    stage = wanted;
    revision++;
    return true;
  }

  /**
   * Ends new use of it; the caller has checked {@link #refuses}.
   *
   * @param by the subject who does
   * @param following the number of the version that takes its place
   * @param last the last day that it may run where it runs
   * @return the type of the event that tells of it
   */
  String deprecate(String by, int following, LocalDate last) {
    String type = take(Step.DEPRECATE, by);
    successor = following;
    lastDay = last;
    return type;
  }

  /** Says whether something may take the place of another version: it is there and not refused. */
  boolean isFitToFollow() {
    return switch (state) {
      case REGISTERED, IN_REVIEW, APPROVED, RELEASED -> true;
      case DRAFT, REJECTED, DEPRECATED, REVOKED, RETIRED, DISCARDED -> false;
    };
  }

  /** Notes that it runs somewhere more; the caller holds its row lock, and tells of it. */
  public void deployed() {
    liveDeployments++;
  }

  /** Notes that one of its deployments ended, as {@link #deployed} notes that one began. */
  public void undeployed() {
    liveDeployments--;
  }

  /** Notes a change of its tags, which is an event of the new revision. */
  void changed() {
    revision++;
  }

  /** Refuses an act of the caller, or says nothing where {@link #take} would do it now. */
  Optional<Refusal> refuses(Step step, Caller caller, Standing standing) {
    Transition transition = Lifecycle.of(state, step);
    Guard special = transition instanceof Transition.Moves moves ? moves.guard() : null;
    return (special == null ? step.guard() : special)
        .refuses(this, caller, standing)
        .or(
            () ->
                switch (transition) {
                  case Transition.Moves _ ->
                      refusesMachine(step, caller).or(() -> inRenewal(step)).or(() -> inUse(step));
                  case Transition.Illegal _ -> Optional.of(illegal(step));
                });
  }

  /** Returns how it ends: a draft is discarded, any other is retired. */
  Step end() {
    return state == VersionState.DRAFT ? Step.DISCARD : Step.RETIRE;
  }

  /**
   * Refuses its {@link #end} where somebody deletes it, which nobody does to what was released:
   * that is retired by the act of this name alone.
   */
  Optional<Refusal> refusesDeletion(Caller caller, Standing standing) {
    return refuses(end(), caller, standing)
        .or(
            () ->
                state == VersionState.DEPRECATED
                    ? Optional.of(
                        Refusal.of(
                            RegistryProblem.ILLEGAL_TRANSITION,
                            "Version %d is %s, so it is not deleted; retire it"
                                .formatted(number, state)))
                    : Optional.empty());
  }

  /**
   * Takes a step that the table lists; the caller has checked {@link #refuses} where a person acts.
   *
   * @param by the subject or system who takes it
   * @return the type of the event that tells of it
   * @throws IllegalStateException where the table does not list it
   */
  String take(Step step, String by) {
    if (!(Lifecycle.of(state, step) instanceof Transition.Moves moves)) {
      throw new IllegalStateException(step + " does not lead out of " + state);
    }
    if (step == Step.SUBMIT) {
      round++;
      submittedBy = by;
      renewing = state == VersionState.RELEASED;
    }
    state = moves.to();
    // A round that is released, be it to another environment first, needs no further submission.
    if (step == Step.RENEW || step == Step.RELEASE || state != VersionState.RELEASED) {
      renewing = false;
    }
    if (stage == Stage.PRODUCTION && state != VersionState.RELEASED) {
      stage = null;
    }
    revision++;
    return moves.eventType();
  }

  /** Says whether it is released and a round of its renewal is under way. */
  boolean isRenewing() {
    return renewing;
  }

  /** Follows review-service where a renewal failed, which leaves the release as it is. */
  void endRenewal() {
    renewing = false;
  }

  /**
   * Follows review-service into the next round, which it opens by itself where an assessment was
   * lost by voiding, expiry or re-binding. That is copied data, so it is no event of this version.
   */
  void followRound(int opened) {
    round = opened;
  }

  /**
   * Follows review-service into a round of renewal that it opens by itself where something happened
   * by which what is released has to be reviewed again. State and releases stay; copied data too.
   */
  void followRenewal(int opened) {
    round = opened;
    renewing = true;
  }

  /** Follows what became of its assessment; copied data too. */
  void followReview(String state) {
    reviewState = state;
  }

  /** Returns the event of the present revision. */
  NewEvent event(String type, ModelName name, Cause cause, @Nullable Decision decision) {
    return event(type, name, cause, new Told(decision, null, Submission.NONE));
  }

  /**
   * Returns the event of its submission.
   *
   * @param submission what it tells besides how the version stands
   */
  NewEvent submitted(String type, ModelName name, Cause cause, Submission submission) {
    return event(type, name, cause, new Told(null, null, submission));
  }

  /** Returns the event that tells of its present revision that data were withdrawn. */
  NewEvent dataWithdrawn(UUID dataset, ModelName name, Cause cause) {
    return event(
        EventTypes.VERSION_DATA_WITHDRAWN, name, cause, new Told(null, dataset, Submission.NONE));
  }

  /** Returns how events name it. */
  String subject(ModelName name) {
    return "model/%s/version/%d".formatted(name, number);
  }

  private NewEvent event(String type, ModelName name, Cause cause, Told told) {
    Decision decision = told.decision();
    return new NewEvent(
        type,
        subject(name),
        id,
        revision,
        modelId,
        cause,
        new VersionChanged(
            id,
            modelId,
            name.full(),
            projectId,
            number,
            state.name(),
            digest,
            digestOrigin.name(),
            authors,
            createdBy,
            submittedBy,
            round,
            decision == null ? null : decision.id(),
            decision == null ? null : decision.environment(),
            recordDigest,
            cardDigest,
            datasetIds,
            told.withdrawnDataset(),
            told.submission().involved(),
            successor,
            lastDay == null ? null : lastDay.toString(),
            told.submission().reason(),
            supersedes,
            told.submission().claimed()));
  }

  private Optional<Refusal> refusesMachine(Step step, Caller caller) {
    return step == Step.SUBMIT && caller.machine() && !humanAuthor
        ? Optional.of(
            Refusal.of(
                RegistryProblem.HUMAN_AUTHOR_REQUIRED,
                "A version that a machine submits has at least one author who is a person"))
        : Optional.empty();
  }

  private Refusal illegal(Step step) {
    List<String> allowed = Lifecycle.allowed(state);
    return new Refusal(
        RegistryProblem.ILLEGAL_TRANSITION,
        "Version %d is %s, which does not allow %s; allowed here: %s"
            .formatted(
                number,
                state,
                step.act(),
                allowed.isEmpty() ? "nothing" : String.join(", ", allowed)),
        allowed);
  }

  private Optional<Refusal> inRenewal(Step step) {
    return step == Step.SUBMIT && renewing
        ? Optional.of(
            Refusal.of(
                RegistryProblem.ILLEGAL_TRANSITION,
                "Version %d is released and round %d of its renewal is under way"
                    .formatted(number, round)))
        : Optional.empty();
  }

  private Optional<Refusal> inUse(Step step) {
    if (step != Step.RETIRE) {
      return Optional.empty();
    }
    if (lastDay != null && !lastDay.isBefore(LocalDate.now(CLOCK))) {
      return Optional.of(
          Refusal.of(
              RegistryProblem.LAST_DAY_NOT_OVER,
              "Version %d may run until %s and is retired after that".formatted(number, lastDay)));
    }
    return liveDeployments == 0
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                RegistryProblem.VERSION_DEPLOYED,
                "Version %d still runs in %d places; it is retired once each is reported to have ended"
                    .formatted(number, liveDeployments)));
  }

  /** Says whether the subject submitted the current round. */
  boolean wasSubmittedBy(String subject) {
    return subject.equals(submittedBy);
  }

  /** Returns the version's id. */
  public UUID id() {
    return id;
  }

  /** Returns the project that answers for its model. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns its model. */
  public UUID modelId() {
    return modelId;
  }

  /** Returns its number in the model, from 1. */
  public int number() {
    return number;
  }

  /** Returns where it stands. */
  public VersionState state() {
    return state;
  }

  /** Returns the digest of its exact bytes, null of a draft whose bytes are not known yet. */
  public @Nullable String digest() {
    return digest;
  }

  /** Returns who vouches for the digest. */
  public DigestOrigin digestOrigin() {
    return digestOrigin;
  }

  /** Returns the revision of the source it was built from, null where nobody said. */
  public @Nullable String sourceRevision() {
    return sourceRevision;
  }

  /** Returns what it was built with, null where nobody said. */
  public @Nullable String framework() {
    return framework;
  }

  /** Returns what it does, null where nobody said. */
  public @Nullable String task() {
    return task;
  }

  /** Returns the subjects who made it. */
  public List<String> authors() {
    return authors;
  }

  /** Returns what changed since the version before, null where nobody said. */
  public @Nullable String changeNote() {
    return changeNote;
  }

  /** Returns the number of the version it takes the place of, null where there is none. */
  public @Nullable Integer supersedes() {
    return supersedes;
  }

  /** Returns the number of the version that takes its place, null unless it is deprecated. */
  public @Nullable Integer successor() {
    return successor;
  }

  /** Returns the last day that it may run where it runs, null unless it is deprecated. */
  public @Nullable LocalDate lastDay() {
    return lastDay;
  }

  /** Returns the run that holds its metrics and training data. */
  public UUID runId() {
    return runId;
  }

  /** Returns where its bytes are said to be, null where it was registered by its digest alone. */
  public @Nullable String source() {
    return source;
  }

  /** Returns where its bytes are said to be, null where no source is known. */
  public @Nullable String location() {
    return location == null ? source : location;
  }

  /**
   * Returns where in its project Assay keeps its bytes, null where it does not: these are what its
   * digest is of, wherever else its source says that they are.
   */
  public @Nullable String files() {
    return files;
  }

  /** Returns the run that who registered it named, null where none was. */
  public @Nullable String sourceRun() {
    return sourceRun;
  }

  /** Returns an address of that run, null where none was named. */
  public @Nullable String runLink() {
    return runLink;
  }

  /** Returns the logged model it was registered from, null where there was none. */
  public @Nullable String loggedModel() {
    return loggedModel;
  }

  /**
   * Returns the digest of the results it was registered with, null of a version older than records.
   */
  public @Nullable String recordDigest() {
    return recordDigest;
  }

  /** Returns the digest of its model card, null where it has none. */
  public @Nullable String cardDigest() {
    return cardDigest;
  }

  /** Returns the registered data sets that it names itself. */
  public List<UUID> datasetIds() {
    return datasetIds;
  }

  /** Returns when data were first withdrawn that it descends from, null where none were. */
  public @Nullable Instant dataWithdrawnAt() {
    return dataWithdrawnAt;
  }

  /** Returns what it is, null where nobody said. */
  public @Nullable String description() {
    return description;
  }

  /** Returns its stage, null for none. */
  public @Nullable Stage stage() {
    return stage;
  }

  /** Returns when anything of it but its tags changed last, by the database's clock. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** Returns the current round, 0 before the first submission. */
  public int round() {
    return round;
  }

  /** Returns the subject who submitted the current round, null before the first. */
  public @Nullable String submittedBy() {
    return submittedBy;
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

  /**
   * Where a version belongs.
   *
   * @param number its number in the model
   * @param runId the run that made it
   */
  record Place(UUID projectId, UUID modelId, int number, UUID runId) {}

  /**
   * Who made a version.
   *
   * @param subjects who, each once, in the order named
   * @param anyHuman whether one of them is a person
   */
  record Authors(List<String> subjects, boolean anyHuman) {

    /** Copies the list. */
    Authors {
      subjects = List.copyOf(subjects);
    }
  }

  /**
   * What an event tells besides how the version stands; each where the event has it.
   *
   * @param decision the decision that it follows
   * @param withdrawnDataset the data set whose withdrawal it tells of
   * @param submission what a submission tells
   */
  private record Told(
      @Nullable Decision decision, @Nullable UUID withdrawnDataset, Submission submission) {}

  /**
   * What the event of a submission tells besides how the version stands.
   *
   * @param involved who had a part in what the version rests on
   * @param claimed what it was registered with of what Assay computes itself
   * @param reason the salted digest of how the cause of its revocation was closed, null where it
   *     was not revoked
   */
  record Submission(
      @Nullable List<VersionChanged.Involved> involved,
      @Nullable List<VersionChanged.ClaimedFigure> claimed,
      @Nullable String reason) {

    /** Of any other event. */
    private static final Submission NONE = new Submission(null, null, null);

    /** Copies the lists. */
    Submission {
      involved = involved == null ? null : List.copyOf(involved);
      claimed = claimed == null ? null : List.copyOf(claimed);
    }
  }

  /**
   * A decision of review-service that an event follows.
   *
   * @param id the decision
   * @param environment the environment of a release
   */
  record Decision(UUID id, @Nullable String environment) {}
}
