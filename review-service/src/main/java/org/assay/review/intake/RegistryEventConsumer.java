package org.assay.review.intake;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.assay.contracts.event.AncestorRevoked;
import org.assay.contracts.event.DeploymentChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.ModelChanged;
import org.assay.contracts.event.VersionChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.inbox.EventConsumer;
import org.assay.kit.inbox.EventHandlers;
import org.assay.kit.inbox.Inbox;
import org.assay.kit.inbox.ReceivedEvent;
import org.assay.review.classification.TierDecided;
import org.assay.review.evidence.RegisteredMetrics;
import org.assay.review.release.Revocations;
import org.assay.review.replica.DeploymentCopies;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.round.RoundOpening;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows models and versions: a submission opens a round, a withdrawal ends it, and other use
 * cases of a model are other questions to its rounds.
 */
@ApplicationScoped
public class RegistryEventConsumer implements EventConsumer {

  private static final String SERVICE = "review-service";

  private final Inbox inbox;
  private final VersionCopies versions;
  private final DeploymentCopies deployments;
  private final RoundOpening rounds;
  private final Revocations revocations;
  private final Event<TierDecided> tiers;
  private final WithdrawnData withdrawnData;
  private final RevokedAncestors ancestors;
  private final RunningBytes running;
  private final RegisteredMetrics metrics;
  private final EventHandlers handlers;

  RegistryEventConsumer(
      Inbox inbox,
      VersionCopies versions,
      DeploymentCopies deployments,
      RoundOpening rounds,
      Revocations revocations,
      Event<TierDecided> tiers,
      WithdrawnData withdrawnData,
      RevokedAncestors ancestors,
      RunningBytes running,
      RegisteredMetrics metrics) {
    this.inbox = inbox;
    this.versions = versions;
    this.deployments = deployments;
    this.rounds = rounds;
    this.revocations = revocations;
    this.tiers = tiers;
    this.withdrawnData = withdrawnData;
    this.ancestors = ancestors;
    this.running = running;
    this.metrics = metrics;
    this.handlers =
        EventHandlers.builder()
            .on(EventTypes.MODEL_CREATED, this::model)
            .on(EventTypes.MODEL_UPDATED, this::model)
            .on(EventTypes.MODEL_ARCHIVED, this::model)
            .on(EventTypes.VERSION_DRAFTED, this::version)
            .on(EventTypes.VERSION_REGISTERED, this::registered)
            .on(EventTypes.VERSION_UPDATED, this::version)
            .on(EventTypes.VERSION_DISCARDED, this::version)
            .on(EventTypes.VERSION_RENEWED, this::version)
            .on(EventTypes.VERSION_DEPRECATED, this::over)
            .on(EventTypes.VERSION_RETIRED, this::over)
            .on(EventTypes.VERSION_SUBMITTED, this::submitted)
            .on(EventTypes.VERSION_WITHDRAWN, this::withdrawn)
            .on(EventTypes.VERSION_APPROVED, this::version)
            .on(EventTypes.VERSION_REJECTED, this::version)
            .on(EventTypes.VERSION_APPROVAL_LOST, this::version)
            .on(EventTypes.VERSION_RELEASED, this::version)
            .on(EventTypes.VERSION_REVOKED, this::version)
            .on(EventTypes.VERSION_DATA_WITHDRAWN, this::dataWithdrawn)
            .on(EventTypes.VERSION_ANCESTOR_REVOKED, this::ancestorRevoked)
            .on(EventTypes.DEPLOYMENT_REPORTED, this::reported)
            .on(EventTypes.DEPLOYMENT_ENDED, this::deployment)
            .build();
  }

  /** Takes in what a poll brought, in order within each partition. */
  @Incoming("registry-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> records) {
    inbox.receive(records, handlers);
  }

  @Override
  public String topic() {
    return "assay.registry";
  }

  @Override
  public EventHandlers handlers() {
    return handlers;
  }

  private void reported(ReceivedEvent event) {
    if (event.aggregateVersion() > 1) {
      // Told again after an upgrade, of what was released there when it was reported.
      deployments.applyAgain(event.data(DeploymentChanged.class));
      return;
    }
    deployment(event);
    running.reported(event.data(DeploymentChanged.class), Cause.system(SERVICE, event));
  }

  private void deployment(ReceivedEvent event) {
    deployments.apply(event.data(DeploymentChanged.class));
  }

  private void model(ReceivedEvent event) {
    ModelChanged model = event.data(ModelChanged.class);
    if (versions.apply(model, event.aggregateVersion())) {
      tiers.fire(new TierDecided(model.modelId(), Cause.system(SERVICE, event)));
    }
  }

  /** A draft without bytes is nothing that could be reviewed or allowed, so it is unknown here. */
  private void version(ReceivedEvent event) {
    VersionChanged data = event.data(VersionChanged.class);
    if (data.digest() != null) {
      copy(event, data);
    }
  }

  private void dataWithdrawn(ReceivedEvent event) {
    version(event);
    VersionChanged data = event.data(VersionChanged.class);
    UUID dataset = data.withdrawnDatasetId();
    if (dataset != null) {
      withdrawnData.told(data, dataset, Cause.system(SERVICE, event));
    }
  }

  private void ancestorRevoked(ReceivedEvent event) {
    ancestors.told(event.data(AncestorRevoked.class), Cause.system(SERVICE, event));
  }

  private void registered(ReceivedEvent event) {
    version(event);
    withdrawnData.registered(event.data(VersionChanged.class), Cause.system(SERVICE, event));
  }

  private void submitted(ReceivedEvent event) {
    VersionChanged data = event.data(VersionChanged.class);
    VersionCopy version = copied(event, data);
    String named = data.submittedBy();
    if (named == null) {
      named = event.actor();
      versions.addSubmitter(version, named);
    }
    String principal = event.onBehalfOf();
    if (principal != null) {
      // Whoever let a machine submit had a part in it too.
      versions.addSubmitter(version, principal);
    }
    metrics.keep(version.id(), data.claimedFigures());
    rounds.open(version, named, Cause.system(SERVICE, event));
  }

  private void over(ReceivedEvent event) {
    VersionCopy version = copied(event, event.data(VersionChanged.class));
    rounds.over(version, Cause.system(SERVICE, event));
  }

  private void withdrawn(ReceivedEvent event) {
    VersionCopy version = copied(event, event.data(VersionChanged.class));
    Cause cause = Cause.system(SERVICE, event);
    rounds.withdraw(version, cause);
    revocations.withdrawn(version, cause);
  }

  private void copy(ReceivedEvent event, VersionChanged data) {
    versions.apply(data, event.aggregateVersion(), event.time());
  }

  private VersionCopy copied(ReceivedEvent event, VersionChanged data) {
    copy(event, data);
    return versions.known(data.versionId()).inRound(data.round());
  }
}
