package org.assay.registry.version;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.assay.registry.assessment.AssessmentView;
import org.assay.registry.assessment.OverrideCopy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version as HTTP shows it to one caller.
 *
 * @param id its id, the {@code version_id} of events
 * @param model its model
 * @param number its number in the model, from 1
 * @param state where it stands
 * @param description what it is
 * @param source where its bytes come from, as was said
 * @param files where in its project Assay keeps the bytes that its digest is of
 * @param digest the digest of its exact bytes; absent of a draft whose bytes are not known yet
 * @param digestOrigin who vouches for the digest
 * @param sourceRevision the revision of the source it was built from
 * @param framework what it was built with
 * @param task what it does
 * @param trainingData what it was trained on; of a run the first 200
 * @param metrics claimed numbers by name; of a run the first 200, its record has all
 * @param authors who made it
 * @param submittedBy who submitted the current round
 * @param round the current round, 0 before the first submission
 * @param runId the run that holds metrics and training data
 * @param changeNote what changed since the version before
 * @param supersedes the number of the version it takes the place of
 * @param successor the number of the version that takes its place, of a deprecated one
 * @param lastDay the last day that it may run where it runs, of a deprecated one
 * @param recordDigest the digest of its record: parameters, all metrics, data
 * @param cardDigest the digest of its model card
 * @param datasetIds the registered data sets that it names itself
 * @param dataWithdrawnAt when data were first withdrawn that it descends from
 * @param withdrawnDatasetIds the withdrawn data sets that it descends from, however far
 * @param tags its tags, in the answer about one version
 * @param aliases the aliases that point at it, in the answer about one version
 * @param releases where it is released at present
 * @param assessment its last assessment, a copy of what review-service told
 * @param overrides the newest requirements that people let it pass, for ever: those that ended too
 * @param createdAt when it was registered
 * @param createdBy who registered it
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "ModelVersion")
record VersionView(
    UUID id,
    ModelRef model,
    int number,
    VersionState state,
    @Nullable String description,
    @Nullable String source,
    @Nullable String files,
    @Nullable String digest,
    DigestOrigin digestOrigin,
    @Nullable String sourceRevision,
    @Nullable String framework,
    @Nullable String task,
    List<String> trainingData,
    Map<String, Double> metrics,
    List<Actor> authors,
    @Nullable Actor submittedBy,
    int round,
    UUID runId,
    @Nullable String changeNote,
    @Nullable Integer supersedes,
    @Nullable Integer successor,
    @Nullable LocalDate lastDay,
    @Nullable String recordDigest,
    @Nullable String cardDigest,
    List<UUID> datasetIds,
    @Nullable Instant dataWithdrawnAt,
    List<UUID> withdrawnDatasetIds,
    @Nullable Map<String, String> tags,
    @Nullable List<String> aliases,
    List<ReleaseView> releases,
    @Nullable AssessmentView assessment,
    List<OverrideView> overrides,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /**
   * The model of a version.
   *
   * @param id its id
   * @param name its full name, as paths use it
   * @param projectKey the project that answers for it
   */
  @Schema(name = "ModelReference")
  record ModelRef(UUID id, String name, String projectKey) {}

  /**
   * That people let it pass a requirement.
   *
   * @param id review-service's override
   * @param requirement the requirement
   * @param state GRANTED while it is in force, else EXPIRED or WITHDRAWN
   * @param approvers the two people who let it pass, the proposer first
   * @param grantedAt since when
   * @param expiresAt when it ends, or would have ended, by itself
   */
  @Schema(name = "VersionOverride")
  record OverrideView(
      UUID id,
      String requirement,
      String state,
      List<Actor> approvers,
      Instant grantedAt,
      Instant expiresAt) {

    /** Copies the list. */
    OverrideView {
      approvers = List.copyOf(approvers);
    }

    /** Shows an override. */
    static OverrideView from(OverrideCopy copy, People people) {
      return new OverrideView(
          copy.id(),
          copy.requirement(),
          copy.state(),
          copy.approvers().stream().map(people::named).toList(),
          copy.grantedAt(),
          copy.expiresAt());
    }
  }

  /**
   * One release that stands.
   *
   * @param environment where it may be deployed
   * @param decisionId review-service's decision
   * @param since when it was decided
   * @param validUntil when the approvals that it rests on end, absent where nothing ends them
   */
  @Schema(name = "StandingRelease")
  record ReleaseView(
      String environment, UUID decisionId, Instant since, @Nullable Instant validUntil) {

    /** Shows a release. */
    static ReleaseView from(VersionRelease release) {
      return new ReleaseView(
          release.environment(), release.decisionId(), release.since(), release.validUntil());
    }
  }
}
