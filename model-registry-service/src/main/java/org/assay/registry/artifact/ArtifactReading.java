package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.store.ArtifactStore;
import org.jspecify.annotations.Nullable;

/** Gives the bytes of artifacts out. */
@ApplicationScoped
public class ArtifactReading {

  private final Artifacts artifacts;
  private final ArtifactStore store;

  ArtifactReading(Artifacts artifacts, ArtifactStore store) {
    this.artifacts = artifacts;
    this.store = store;
  }

  /**
   * Finds what lies under a path.
   *
   * @throws ProblemException 404 {@code ARTIFACT_NOT_FOUND}
   */
  public Artifact find(UUID projectId, ArtifactPath path) {
    return artifacts.at(projectId, path).orElseThrow(() -> notFound(path));
  }

  /** Opens the bytes of a download; null where none go out. */
  public @Nullable InputStream open(Download download) throws IOException {
    return download.length() == 0
        ? null
        : new Bounded(store.read(download.digest(), download.from()), download.length());
  }

  static ProblemException notFound(ArtifactPath path) {
    return ProblemException.of(
        RegistryProblem.ARTIFACT_NOT_FOUND, "Nothing lies under %s".formatted(path));
  }
}
