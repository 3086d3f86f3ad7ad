package org.assay.registry.version;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.assay.contracts.event.AssessmentChanged;
import org.assay.contracts.event.EvaluationChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.OverrideChanged;
import org.assay.contracts.event.PolicyChanged;
import org.assay.contracts.event.ReleaseDecided;
import org.assay.contracts.event.RevocationDecided;
import org.assay.kit.inbox.EventConsumer;
import org.assay.kit.inbox.EventHandlers;
import org.assay.kit.inbox.Inbox;
import org.assay.kit.inbox.ReceivedEvent;
import org.assay.registry.artifact.use.FileUses;
import org.assay.registry.assessment.Overrides;
import org.assay.registry.policy.GoverningPolicies;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows review-service: keeps a copy of every event about a version, moves the version's state
 * where the event is a decision, keeps its overrides, lets files go of which no evaluation came,
 * and keeps which aliases policies name. {@code @Blocking} alone keeps the order of a partition.
 */
@ApplicationScoped
public class ReviewEventConsumer implements EventConsumer {

  private static final String EVIDENCE_CHANGED = "EVIDENCE_CHANGED";

  private final Inbox inbox;
  private final ReviewFollower follower;
  private final EventHandlers handlers;

  ReviewEventConsumer(
      Inbox inbox,
      ReviewFollower follower,
      GoverningPolicies policies,
      Overrides overrides,
      FileUses files) {
    this.inbox = inbox;
    this.follower = follower;
    this.handlers =
        EventHandlers.builder()
            .onAny(follower::keepCopy)
            .on(EventTypes.ASSESSMENT_OPENED, event -> follower.opened(event, assessment(event)))
            .on(EventTypes.ASSESSMENT_PASSED, event -> judged(event, Step.PASS))
            .on(EventTypes.ASSESSMENT_FAILED, event -> judged(event, Step.FAIL))
            .on(EventTypes.ASSESSMENT_LOST, event -> judged(event, lost(event)))
            .on(
                EventTypes.ASSESSMENT_WITHDRAWN,
                event -> follower.withdrawn(event, assessment(event)))
            .on(
                EventTypes.RELEASE_DECIDED,
                event -> follower.released(event, event.data(ReleaseDecided.class)))
            .on(
                EventTypes.REVOCATION_DECIDED,
                event -> follower.revoked(event, event.data(RevocationDecided.class)))
            .on(EventTypes.OVERRIDE_GRANTED, event -> keep(event, overrides))
            .on(EventTypes.OVERRIDE_EXPIRED, event -> keep(event, overrides))
            .on(EventTypes.OVERRIDE_WITHDRAWN, event -> keep(event, overrides))
            .on(EventTypes.EVALUATION_FAILED, event -> letGo(event, files))
            .on(EventTypes.EVALUATION_CANCELLED, event -> letGo(event, files))
            .on(EventTypes.POLICY_PUBLISHED, event -> policies.keep(policy(event)))
            .on(EventTypes.POLICY_RETIRED, event -> policies.keep(policy(event)))
            .build();
  }

  /** Takes in what a poll brought of {@code assay.review}; the inbox opens the transactions. */
  @Incoming("review-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> records) {
    inbox.receive(records, handlers);
  }

  @Override
  public String topic() {
    return "assay.review";
  }

  @Override
  public EventHandlers handlers() {
    return handlers;
  }

  private static void keep(ReceivedEvent event, Overrides overrides) {
    overrides.keep(event.data(OverrideChanged.class), event.aggregateVersion(), event.time());
  }

  /** Lets the file of an evaluation go of which no record came. */
  private static void letGo(ReceivedEvent event, FileUses files) {
    UUID use = event.data(EvaluationChanged.class).useId();
    if (use != null) {
      files.letGo(use);
    }
  }

  private static PolicyChanged policy(ReceivedEvent event) {
    return event.data(PolicyChanged.class);
  }

  private void judged(ReceivedEvent event, Step step) {
    follower.judged(event, assessment(event), step);
  }

  private static Step lost(ReceivedEvent event) {
    return EVIDENCE_CHANGED.equals(assessment(event).cause()) ? Step.LOSE_EVIDENCE : Step.LOSE;
  }

  private static AssessmentChanged assessment(ReceivedEvent event) {
    return event.data(AssessmentChanged.class);
  }
}
