package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model version as it stands after a change.
 *
 * @param versionId the version
 * @param modelId its model
 * @param modelName the model's full name
 * @param projectId the project that owns the model
 * @param number the version's number in the model, from 1
 * @param state the state after the change, as governance names them
 * @param digest the exact bytes, absent of a draft whose bytes are not known yet
 * @param digestOrigin CLAIMED or COMPUTED
 * @param authors the subjects who made it
 * @param createdBy the subject who registered it
 * @param submittedBy the subject who submitted the current round, absent before the first
 * @param round the current round, 0 before the first submission
 * @param decisionId the decision of review-service that led here, where one did
 * @param environment the environment of a release, where it is one
 * @param recordDigest the digest of what it was registered with: parameters, metrics, data
 * @param cardDigest the digest of its model card, absent where it has none
 * @param datasetIds the registered data sets that it names itself
 * @param withdrawnDatasetId the data set whose withdrawal this tells of, where it does
 * @param involved who else had a part in what it rests on; a submission tells it
 * @param successor the number of the version that takes its place, of a deprecated one
 * @param lastDay the last day that it may run where it runs (ISO 8601), of a deprecated one
 * @param reason the salted digest of what was said with the act, where something was
 * @param supersedes the number of the version whose place it takes, where it names one
 * @param claimedFigures what it was registered with of what Assay computes itself, fixed by then; a
 *     submission tells it, and of each name the vocabulary has at most one
 */
public record VersionChanged(
    UUID versionId,
    UUID modelId,
    String modelName,
    UUID projectId,
    int number,
    String state,
    @Nullable String digest,
    String digestOrigin,
    List<String> authors,
    String createdBy,
    @Nullable String submittedBy,
    int round,
    @Nullable UUID decisionId,
    @Nullable String environment,
    @Nullable String recordDigest,
    @Nullable String cardDigest,
    @Nullable List<UUID> datasetIds,
    @Nullable UUID withdrawnDatasetId,
    @Nullable List<Involved> involved,
    @Nullable Integer successor,
    @Nullable String lastDay,
    @Nullable String reason,
    @Nullable Integer supersedes,
    @Nullable List<ClaimedFigure> claimedFigures) {

  /** Copies the lists. */
  public VersionChanged {
    authors = List.copyOf(authors);
    datasetIds = datasetIds == null ? null : List.copyOf(datasetIds);
    involved = involved == null ? null : List.copyOf(involved);
    claimedFigures = claimedFigures == null ? null : List.copyOf(claimedFigures);
  }

  /**
   * Somebody who had a part in what a version rests on.
   *
   * @param subject who
   * @param part RUN_STARTER of the run that it came out of, DATA_OWNER of what it was trained or
   *     tuned on, ANCESTOR_CONTRIBUTOR of any part in a version of the same project that it comes
   *     from
   */
  public record Involved(String subject, String part) {}

  /**
   * A metric that is a figure of all rows which Assay computes itself.
   *
   * @param metric its name, one of {@link org.assay.contracts.name.MetricVocabulary}
   * @param statistic what it is a figure of, as Assay calls it
   * @param value its last value, which is finite
   */
  public record ClaimedFigure(String metric, String statistic, double value) {}
}
