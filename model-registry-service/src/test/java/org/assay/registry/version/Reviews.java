package org.assay.registry.version;

import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assay.contracts.event.AssessmentChanged;
import org.assay.contracts.event.EvaluationChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.OverrideChanged;
import org.assay.contracts.event.ReleaseDecided;
import org.assay.contracts.event.ReviewChanged;
import org.assay.contracts.event.RevocationDecided;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.TestKafka;
import org.jspecify.annotations.Nullable;

/** Review-service as the tests play it: what it would tell about one version. */
public final class Reviews implements AutoCloseable {

  static final String TOPIC = "assay.review";

  private static final AtomicLong POSITION = new AtomicLong();
  private static final UUID POLICY = UUID.randomUUID();

  private final TestEvents events = new TestEvents(TestKafka.bootstrapServers());
  private final UUID versionId;
  private final UUID modelId;
  private final String digest;
  private UUID assessment = UUID.randomUUID();
  private long revision;

  /** Plays review-service for a version as HTTP shows it. */
  public Reviews(JsonPath version) {
    versionId = UUID.fromString(version.getString("id"));
    modelId = UUID.fromString(version.getString("model.id"));
    digest = version.getString("digest");
  }

  /** Opens the assessment of a round: a new one, unless it is opened again. */
  public Draft opened(int round) {
    assessment = UUID.randomUUID();
    revision = 0;
    return assessment(EventTypes.ASSESSMENT_OPENED, round, "OPEN", null);
  }

  /** Opens the assessment of a round of renewal that nobody submitted. */
  Draft openedBecauseOf(int round, String trigger) {
    assessment = UUID.randomUUID();
    revision = 0;
    return assessment(EventTypes.ASSESSMENT_OPENED, round, "OPEN", trigger);
  }

  /** Tells how an override stands. */
  Draft override(String type, UUID id, long step, String state, Instant expiresAt) {
    return send(
        type,
        id,
        step,
        new OverrideChanged(
            id,
            versionId,
            modelId,
            "fairness-shown",
            digest,
            POLICY,
            List.of("lead", "ethics-reviewer"),
            expiresAt,
            state,
            null));
  }

  /** Tells what became of the assessment. */
  public Draft assessment(String type, int round, String state, @Nullable String cause) {
    return assessment(type, round, state, cause, digest);
  }

  /** Tells what became of the assessment of other bytes. */
  Draft assessment(String type, int round, String state, @Nullable String cause, String bytes) {
    revision++;
    return send(
        type,
        assessment,
        revision,
        new AssessmentChanged(
            assessment, versionId, modelId, bytes, round, POLICY, state, List.of(), cause));
  }

  /** Tells of a review that was asked for. */
  Draft requested(int round) {
    UUID review = UUID.randomUUID();
    return send(
        EventTypes.REVIEW_REQUESTED,
        review,
        1,
        new ReviewChanged(
            review,
            assessment,
            versionId,
            modelId,
            "ETHICS",
            round,
            "REQUESTED",
            new ReviewChanged.BoundTo(digest, POLICY, null, null),
            List.of(),
            null,
            null,
            null,
            null,
            null));
  }

  /** Tells of a release to an environment, which nothing ends. */
  public Draft released(int round, String environment, String outcome) {
    return released(round, environment, outcome, null);
  }

  /** Tells of a release to an environment, and when its approvals end. */
  public Draft released(
      int round, String environment, String outcome, @Nullable Instant validUntil) {
    UUID decision = UUID.randomUUID();
    return send(
        EventTypes.RELEASE_DECIDED,
        decision,
        1,
        new ReleaseDecided(
            decision,
            versionId,
            modelId,
            round,
            digest,
            environment,
            POLICY,
            outcome,
            List.of(),
            validUntil,
            null));
  }

  /** Tells how an evaluation of the file of a use stands. */
  public Draft evaluation(
      String type, UUID evaluation, long step, String state, String data, @Nullable UUID use) {
    return send(
        type,
        evaluation,
        step,
        new EvaluationChanged(
            evaluation,
            UUID.randomUUID(),
            versionId,
            modelId,
            UUID.randomUUID(),
            digest,
            data,
            1,
            state,
            null,
            use));
  }

  /** Tells of a revocation. */
  public Draft revoked(int round) {
    UUID decision = UUID.randomUUID();
    return send(
        EventTypes.REVOCATION_DECIDED,
        decision,
        1,
        new RevocationDecided(decision, versionId, modelId, round, digest, "PROPOSAL", null));
  }

  /** Tells the same again. */
  void again(Draft event) {
    events.send(TOPIC, event);
  }

  private Draft send(String type, UUID aggregate, long version, Object data) {
    Draft event =
        new Draft(
            UUID.randomUUID(),
            type,
            "model/some/version/1",
            aggregate,
            version,
            modelId,
            POSITION.incrementAndGet(),
            "reviewer",
            null,
            null,
            data);
    events.send(TOPIC, event);
    return event;
  }

  @Override
  public void close() {
    events.close();
  }
}
