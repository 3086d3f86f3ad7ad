package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;

/** What a path refuses, whoever asks; guards acts and fills {@code actions[]}. */
@ApplicationScoped
class ArtifactRules {

  private final Artifacts artifacts;
  private final Seals seals;

  ArtifactRules(Artifacts artifacts, Seals seals) {
    this.artifacts = artifacts;
    this.seals = seals;
  }

  /** Refuses to put a file where it cannot lie, or where a version rests. */
  Optional<Refusal> refusesFile(UUID projectId, ArtifactPath path) {
    return refusesChange(projectId, path)
        .or(() -> artifacts.fileAmong(projectId, path.folders()).map(ArtifactRules::underFile))
        .or(
            () ->
                artifacts.isFolder(projectId, path)
                    ? Optional.of(
                        Refusal.of(
                            RegistryProblem.ARTIFACT_PATH_TAKEN,
                            "%s is a folder; a file takes another path".formatted(path)))
                    : Optional.empty());
  }

  /** Refuses any change of what a version rests on. */
  Optional<Refusal> refusesChange(UUID projectId, ArtifactPath path) {
    return seals.among(projectId, places(path)).stream().findFirst().map(ArtifactRules::sealed);
  }

  /** Refuses to remove a folder where a version rests on anything in it. */
  Optional<Refusal> refusesFolder(UUID projectId, ArtifactPath folder) {
    return refusesChange(projectId, folder)
        .or(
            () ->
                seals.anyWithin(projectId, folder)
                    ? Optional.of(sealed(folder.value()))
                    : Optional.empty());
  }

  /** Returns which of the places of these artifacts are sealed, in one statement. */
  Set<String> sealedPlaces(UUID projectId, List<Artifact> page) {
    return seals.among(
        projectId,
        page.stream().flatMap(artifact -> places(artifact.path()).stream()).distinct().toList());
  }

  /** Refuses a change by places that are known to be sealed. */
  static Optional<Refusal> refusesChange(Artifact artifact, Set<String> sealedPlaces) {
    return places(artifact.path()).stream()
        .filter(sealedPlaces::contains)
        .findFirst()
        .map(ArtifactRules::sealed);
  }

  private static List<String> places(ArtifactPath path) {
    return Stream.concat(path.folders().stream(), Stream.of(path.value())).toList();
  }

  private static Refusal sealed(String path) {
    return Refusal.of(
        RegistryProblem.ARTIFACT_SEALED,
        "A version rests on %s, or an evaluation reads it, so it stays as it is; use another folder"
            .formatted(path));
  }

  private static Refusal underFile(String file) {
    return Refusal.of(
        RegistryProblem.ARTIFACT_PATH_TAKEN,
        "%s is a file, so nothing can lie under it".formatted(file));
  }
}
