package org.assay.registry.version;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.AssessmentChanged;
import org.assay.contracts.event.ReleaseDecided;
import org.assay.contracts.event.RevocationDecided;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.inbox.ReceivedEvent;
import org.assay.registry.OwnCause;
import org.assay.registry.assessment.Assessment;
import org.assay.registry.assessment.Assessments;
import org.assay.registry.assessment.ReviewEvents;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.version.ModelVersion.Decision;
import org.assay.registry.version.VersionMetrics.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What each event of review-service does to its version, in the inbox's transaction and under the
 * version's row lock. An event of another round or of other bytes, and a step that {@link
 * Lifecycle} does not list, changes nothing and is counted.
 */
@ApplicationScoped
class ReviewFollower {

  private static final String RENEWED = "RENEWED";

  private final ModelVersions versions;
  private final VersionReleases releases;
  private final Assessments assessments;
  private final ReviewEvents copies;
  private final Models models;
  private final EventLog events;
  private final VersionMetrics metrics;
  private final RevokedAncestors ancestors;

  ReviewFollower(
      ModelVersions versions,
      VersionReleases releases,
      Assessments assessments,
      ReviewEvents copies,
      Models models,
      EventLog events,
      VersionMetrics metrics,
      RevokedAncestors ancestors) {
    this.versions = versions;
    this.releases = releases;
    this.assessments = assessments;
    this.copies = copies;
    this.models = models;
    this.events = events;
    this.metrics = metrics;
    this.ancestors = ancestors;
  }

  /** Keeps a copy of an event that names a version, for its history. */
  void keepCopy(ReceivedEvent event) {
    versionId(event)
        .flatMap(versions::lock)
        .ifPresent(
            version -> copies.keep(version.projectId(), version.id(), version.revision(), event));
  }

  /**
   * Shows the assessment of the current round; and goes on to the next round where the one before
   * was lost and review-service opens another by itself, be it a round of renewal; and into one of
   * renewal that it opens because of a trigger, which the cause names.
   */
  void opened(ReceivedEvent event, AssessmentChanged told) {
    Optional<ModelVersion> locked = locked(told.versionId());
    locked
        .filter(version -> opensNext(version, told))
        .ifPresent(version -> version.followRound(told.round()));
    locked
        .filter(version -> renews(version, told))
        .ifPresent(version -> version.followRenewal(told.round()));
    locked
        .filter(version -> counts(version, told.round(), told.digest()))
        .ifPresent(version -> keep(version, told, event));
  }

  /** Shows that the assessment ended with the withdrawal that this service told of itself. */
  void withdrawn(ReceivedEvent event, AssessmentChanged told) {
    locked(told.versionId())
        .filter(version -> counts(version, told.round(), told.digest()))
        .ifPresent(version -> keep(version, told, event));
  }

  /**
   * Shows what an assessment came to, and moves the version by it; a released one stays as it is
   * until it is renewed, unless the evidence that its release rests on changed. Of an earlier round
   * that counts only while a renewal is under review, into which the version goes then; else it
   * would be in review with nothing to review, and the gate denies it anyway.
   */
  void judged(ReceivedEvent event, AssessmentChanged told, Step step) {
    locked(told.versionId())
        .filter(
            version ->
                (step == Step.LOSE_EVIDENCE
                        && version.isRenewing()
                        && released(version, told.round(), told.digest()))
                    || counts(version, told.round(), told.digest()))
        .ifPresent(
            version -> {
              if (told.round() == version.round()) {
                keep(version, told, event);
              }
              if (step == Step.LOSE && version.state() == VersionState.IN_REVIEW) {
                // A round that had not passed, whose policy changed: the next one opens.
                return;
              }
              if (!version.isRenewing() || step == Step.LOSE_EVIDENCE) {
                take(version, step, event, null);
              } else if (step == Step.FAIL) {
                version.endRenewal();
              }
            });
  }

  /** Moves the version to RELEASED, or adds an environment. */
  void released(ReceivedEvent event, ReleaseDecided told) {
    Step step = told.outcome().equals(RENEWED) ? Step.RENEW : Step.RELEASE;
    Decision decision = new Decision(told.decisionId(), told.environment());
    locked(told.versionId())
        .filter(version -> counts(version, told.round(), told.digest()))
        .filter(version -> take(version, step, event, decision))
        .ifPresent(
            version -> {
              if (step == Step.RENEW) {
                // It takes the place of the release to that environment which it renews.
                releases.end(version.id(), told.environment(), event.time());
              }
              releases.persist(VersionRelease.of(version, told, event.time()));
            });
  }

  /**
   * Moves the version to REVOKED. What is released of an earlier round is closed too, though a
   * renewal was submitted before review-service knew.
   */
  void revoked(ReceivedEvent event, RevocationDecided told) {
    locked(told.versionId())
        .filter(
            version ->
                released(version, told.round(), told.digest())
                    || counts(version, told.round(), told.digest()))
        .ifPresent(
            version -> {
              if (take(version, Step.REVOKE, event, new Decision(told.revocationId(), null))) {
                ancestors.revoked(version, told.revocationId(), event.principal());
              }
            });
  }

  private void keep(ModelVersion version, AssessmentChanged told, ReceivedEvent event) {
    assessments.keep(version.projectId(), told, event.time());
    version.followReview(told.state());
  }

  private boolean take(
      ModelVersion version, Step step, ReceivedEvent event, @Nullable Decision decision) {
    if (!(Lifecycle.of(version.state(), step) instanceof Transition.Moves)) {
      metrics.dropped(Reason.NOT_LISTED);
      return false;
    }
    boolean wasReleased = version.state() == VersionState.RELEASED;
    Cause cause = Cause.system(OwnCause.SERVICE, event);
    String type = version.take(step, cause.actor());
    if (wasReleased && version.state() != VersionState.RELEASED) {
      releases.end(version.id(), event.time());
    }
    Model model = models.findById(version.modelId());
    events.append(version.event(type, model.fullName(), cause, decision));
    return true;
  }

  private boolean opensNext(ModelVersion version, AssessmentChanged told) {
    boolean goesOn = version.state() == VersionState.IN_REVIEW || version.isRenewing();
    if (!goesOn || told.round() != version.round() + 1 || !told.digest().equals(version.digest())) {
      return false;
    }
    Assessment last = assessments.findById(version.id());
    return last != null && last.isLost() && last.round() == version.round();
  }

  private static boolean renews(ModelVersion version, AssessmentChanged told) {
    return told.cause() != null
        && version.state() == VersionState.RELEASED
        && !version.isRenewing()
        && told.round() == version.round() + 1
        && told.digest().equals(version.digest());
  }

  /** Says whether the version is released by a round of these bytes up to the given one. */
  private boolean released(ModelVersion version, int round, String digest) {
    return digest.equals(version.digest())
        && switch (version.state()) {
          case RELEASED -> releases.stands(version.id(), round);
          // Its releases ended with the deprecation; what runs may run until its last day.
          case DEPRECATED -> releases.stood(version.id(), round);
          case DRAFT, REGISTERED, IN_REVIEW, APPROVED, REJECTED, REVOKED, RETIRED, DISCARDED ->
              false;
        };
  }

  private boolean counts(ModelVersion version, int round, String digest) {
    if (round != version.round()) {
      metrics.dropped(Reason.OTHER_ROUND);
      return false;
    }
    if (!digest.equals(version.digest())) {
      metrics.dropped(Reason.OTHER_DIGEST);
      return false;
    }
    return true;
  }

  private Optional<ModelVersion> locked(UUID versionId) {
    Optional<ModelVersion> version = versions.lock(versionId);
    if (version.isEmpty()) {
      metrics.dropped(Reason.UNKNOWN_VERSION);
    }
    return version;
  }

  private static Optional<UUID> versionId(ReceivedEvent event) {
    JsonNode id = event.data().path("version_id");
    try {
      return id.isTextual() ? Optional.of(UUID.fromString(id.asText())) : Optional.empty();
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }
}
