package org.assay.registry.mlflow.model;

import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.mlflow.ArtifactUri;
import org.assay.registry.version.Seen;
import org.jspecify.annotations.Nullable;

/** Where MLflow's clients load a version from. */
final class VersionAddress {

  private VersionAddress() {}

  /**
   * Returns where the bytes lie that its digest is of, whatever its source says, wherever Assay
   * keeps them; else where they are said to be, null where nobody said.
   */
  static @Nullable String of(Seen seen) {
    String files = seen.version().files();
    return files == null
        ? seen.version().location()
        : new ArtifactUri(seen.in().model().fullName().project(), new ArtifactPath(files)).text();
  }
}
