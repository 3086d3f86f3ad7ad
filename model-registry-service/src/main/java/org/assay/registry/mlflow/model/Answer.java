package org.assay.registry.mlflow.model;

import java.util.List;
import org.assay.registry.tag.Tag;
import org.jspecify.annotations.Nullable;

/** What MLflow's clients are answered about registered models and versions. */
final class Answer {

  private Answer() {}

  /** A registered model. */
  record OfModel(RegisteredModel registeredModel) {}

  /** A version. */
  record OfVersion(Version modelVersion) {}

  /** Some versions. */
  record Versions(List<Version> modelVersions) {}

  /** Where to load a version from. */
  record Location(String artifactUri) {}

  /** A page of registered models. */
  record ModelPage(List<RegisteredModel> registeredModels, @Nullable String nextPageToken) {}

  /** A page of versions. */
  record VersionPage(List<Version> modelVersions, @Nullable String nextPageToken) {}

  /**
   * An alias of a registered model.
   *
   * @param alias its name
   * @param version the number of the version it points at
   */
  record AliasPair(String alias, String version) {}

  /**
   * A registered model; instants are milliseconds since 1970.
   *
   * @param latestVersions the highest version of each stage
   */
  record RegisteredModel(
      String name,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      @Nullable String userId,
      @Nullable String description,
      List<Version> latestVersions,
      List<Tag> tags,
      List<AliasPair> aliases) {}

  /**
   * A version.
   *
   * @param version its number, which clients read as a text only
   * @param status always READY: a client that reads anything else waits five minutes for it
   * @param statusMessage the state that Assay has it in, which is what governs its use
   */
  record Version(
      String name,
      String version,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      @Nullable String userId,
      String currentStage,
      String description,
      String source,
      String runId,
      String runLink,
      String status,
      String statusMessage,
      @Nullable String modelId,
      List<Tag> tags,
      List<String> aliases) {}
}
