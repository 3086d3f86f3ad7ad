package org.assay.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.DeploymentChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.ModelChanged;
import org.assay.contracts.event.VersionChanged;
import org.assay.contracts.name.MetricVocabulary;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;

/** One version of one model, as the registry would tell of it; the registry's part of a test. */
public final class Subject {

  private final UUID projectId;
  private final UUID modelId;
  private final UUID versionId = UUID.randomUUID();
  private final String model;
  private final int number;
  private final String digest;
  private List<String> authors;
  private final String createdBy;
  private long revision;
  private int round;
  private @Nullable String submittedBy;
  private @Nullable String lastDay;
  private @Nullable UUID withdrawn;
  private boolean bytesKnown = true;
  private @Nullable Integer supersedes;
  private final List<VersionChanged.Involved> involved = new ArrayList<>();
  private final List<VersionChanged.ClaimedFigure> claimed = new ArrayList<>();

  /** A version that nobody heard of yet. */
  public Subject(
      UUID projectId,
      UUID modelId,
      String model,
      int number,
      String digest,
      List<String> authors,
      String createdBy) {
    this.projectId = projectId;
    this.modelId = modelId;
    this.model = model;
    this.number = number;
    this.digest = digest;
    this.authors = authors.stream().map(Tokens::subject).toList();
    this.createdBy = Tokens.subject(createdBy);
  }

  /** Fresh bytes. */
  public static String freshDigest() {
    String hex = UUID.randomUUID().toString().replace("-", "");
    return "sha256:" + hex + hex;
  }

  /** The event of its model's creation. */
  public Draft modelCreated() {
    return TestEvents.event(EventTypes.MODEL_CREATED)
        .of(modelId, 1)
        .key(modelId)
        .subject("model/" + model)
        .by(createdBy)
        .data(new ModelChanged(modelId, model, projectId, "TABULAR", false, List.of()));
  }

  /** The event of another kind of model, which it has from then on. */
  public Draft modelUpdated(String kind, boolean federated) {
    return TestEvents.event(EventTypes.MODEL_UPDATED)
        .of(modelId, 2)
        .key(modelId)
        .subject("model/" + model)
        .data(new ModelChanged(modelId, model, projectId, kind, federated, List.of()));
  }

  /** The event of the use cases that its model names from a revision on. */
  public Draft modelNaming(long revision, UUID... useCases) {
    return TestEvents.event(EventTypes.MODEL_UPDATED)
        .of(modelId, revision)
        .key(modelId)
        .subject("model/" + model)
        .by(createdBy)
        .data(new ModelChanged(modelId, model, projectId, "TABULAR", false, List.of(useCases)));
  }

  /** The event of its draft. */
  public Draft drafted() {
    return event(EventTypes.VERSION_DRAFTED, "DRAFT", createdBy);
  }

  /** The event of its registration. */
  public Draft registered() {
    return event(EventTypes.VERSION_REGISTERED, "REGISTERED", createdBy);
  }

  /** The event of a submission: the next round. */
  public Draft submitted(String account) {
    round++;
    submittedBy = Tokens.subject(account);
    return event(EventTypes.VERSION_SUBMITTED, "IN_REVIEW", submittedBy);
  }

  /** The event of a submission for renewal, which leaves what is released as it is. */
  public Draft renewed(String account) {
    round++;
    submittedBy = Tokens.subject(account);
    return event(EventTypes.VERSION_SUBMITTED, "RELEASED", submittedBy);
  }

  /** The same version, which the registry followed into a round that opened by itself. */
  public Subject inRound(int followed) {
    round = followed;
    return this;
  }

  /** Any other event of it. */
  public Draft event(String type, String state) {
    return event(type, state, "system:model-registry-service");
  }

  /** The event of its deprecation, until the end of a day. */
  public Draft deprecated(LocalDate last) {
    lastDay = last.toString();
    return event(EventTypes.VERSION_DEPRECATED, "DEPRECATED");
  }

  /** The event that it runs somewhere, or that it does so no longer. */
  public Draft deployed(UUID deployment, String environment, boolean ended) {
    String now = Instant.now().toString();
    return TestEvents.event(ended ? EventTypes.DEPLOYMENT_ENDED : EventTypes.DEPLOYMENT_REPORTED)
        .of(deployment, ended ? 2 : 1)
        .key(modelId)
        .subject("model/%s/version/%d".formatted(model, number))
        .data(
            new DeploymentChanged(
                deployment,
                modelId,
                projectId,
                versionId,
                digest,
                environment,
                now,
                ended ? now : null,
                null));
  }

  /** The event that tells again, after an upgrade, that it runs somewhere. */
  public Draft deployedAgain(UUID deployment, String environment) {
    return deployed(deployment, environment, false).of(deployment, 2);
  }

  /** The event that some bytes run somewhere as this version. */
  public Draft running(UUID deployment, String bytes, String environment) {
    return running(versionId, deployment, bytes, environment);
  }

  /** The event that bytes run somewhere which no version of the model has. */
  public Draft runningUnknown(UUID deployment, String bytes, String environment) {
    return running(null, deployment, bytes, environment);
  }

  private Draft running(@Nullable UUID version, UUID deployment, String bytes, String environment) {
    return TestEvents.event(EventTypes.DEPLOYMENT_REPORTED)
        .of(deployment, 1)
        .key(modelId)
        .subject("model/%s/deployment/%s".formatted(model, deployment))
        .by(createdBy)
        .data(
            new DeploymentChanged(
                deployment,
                modelId,
                projectId,
                version,
                bytes,
                environment,
                Instant.now().toString(),
                null,
                "DIGEST_DIFFERS"));
  }

  /** The event that data were withdrawn that it descends from. */
  public Draft dataWithdrawn(UUID dataset, String state) {
    withdrawn = dataset;
    Draft told = event(EventTypes.VERSION_DATA_WITHDRAWN, state, createdBy);
    withdrawn = null;
    return told;
  }

  /** The same while it is a draft without bytes. */
  public Draft dataWithdrawnOfDraft(UUID dataset) {
    withdrawn = dataset;
    bytesKnown = false;
    Draft told = event(EventTypes.VERSION_DATA_WITHDRAWN, "DRAFT", createdBy);
    bytesKnown = true;
    withdrawn = null;
    return told;
  }

  private Draft event(String type, String state, String actor) {
    revision++;
    return TestEvents.event(type)
        .of(versionId, revision)
        .key(modelId)
        .subject("model/%s/version/%d".formatted(model, number))
        .by(actor)
        .data(
            new VersionChanged(
                versionId,
                modelId,
                model,
                projectId,
                number,
                state,
                bytesKnown ? digest : null,
                "CLAIMED",
                authors,
                createdBy,
                submittedBy,
                round,
                null,
                null,
                null,
                null,
                null,
                withdrawn,
                involved.isEmpty() ? null : involved,
                null,
                lastDay,
                null,
                supersedes,
                claimed.isEmpty() ? null : claimed));
  }

  /** The same version, of which later events tell that somebody had a part in what it rests on. */
  public Subject involving(String account, String part) {
    involved.add(new VersionChanged.Involved(Tokens.subject(account), part));
    return this;
  }

  /** The same version, of which later events tell a metric that it was registered with. */
  public Subject claiming(String metric, double value) {
    claimed.add(
        new VersionChanged.ClaimedFigure(
            metric, MetricVocabulary.statistic(metric).orElseThrow(), value));
    return this;
  }

  /** The same version, of which later events tell that it takes the place of another. */
  public Subject superseding(Subject other) {
    supersedes = other.number;
    return this;
  }

  /** The same version, of which later events name other authors. */
  public Subject withAuthors(List<String> accounts) {
    authors = accounts.stream().map(Tokens::subject).toList();
    return this;
  }

  /** The version's id. */
  public UUID versionId() {
    return versionId;
  }

  /** The model's id. */
  public UUID modelId() {
    return modelId;
  }

  /** The project's id. */
  public UUID projectId() {
    return projectId;
  }

  /** The model's full name. */
  public String model() {
    return model;
  }

  /** The version's number. */
  public int number() {
    return number;
  }

  /** The version's bytes. */
  public String digest() {
    return digest;
  }

  /** The registry's revision so far. */
  public long revision() {
    return revision;
  }

  /** Where the version is found. */
  public String path() {
    return "/api/v1/models/%s/versions/%d".formatted(model, number);
  }
}
