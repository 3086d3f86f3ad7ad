package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.contracts.name.Digest;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.RequestedPath;
import org.assay.registry.artifact.Sealing;
import org.assay.registry.experiment.ArtifactRoots;
import org.assay.registry.model.Model;
import org.jspecify.annotations.Nullable;

/** The files of a version that Assay holds: sealed with its registration, and its digest taken. */
@ApplicationScoped
class VersionFiles {

  private final Sealing sealing;
  private final ArtifactRoots roots;

  VersionFiles(Sealing sealing, ArtifactRoots roots) {
    this.sealing = sealing;
    this.roots = roots;
  }

  /**
   * Seals what a registration names, and holds the digest that it states, if any, against it; empty
   * where it names nothing.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where nothing lies there, or the files
   *     of several runs or logged models, {@code BYTES_MISMATCH} where it has another digest
   */
  Optional<Held> seal(Model model, @Nullable String files, @Nullable String stated, Caller caller) {
    if (files == null) {
      return Optional.empty();
    }
    ArtifactPath path = RequestedPath.of(files);
    Held held =
        seal(model, path, caller)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "/files",
                        "ABSENT",
                        "nothing lies under %s in the project".formatted(path)));
    if (stated != null && !held.digest().value().equals(stated)) {
      throw ProblemException.of(
              RegistryProblem.BYTES_MISMATCH,
              "The files under %s have the digest %s".formatted(path, held.digest()))
          .at("/digest", RegistryProblem.BYTES_MISMATCH.code(), "The digest of the files named");
    }
    return Optional.of(held);
  }

  /**
   * Seals a folder or a file of the model's project; empty where nothing lies there.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where the files of several runs or
   *     logged models lie there, which would take no further file
   */
  Optional<Held> seal(Model model, ArtifactPath path, Caller caller) {
    if (roots.liesAbove(model.projectId(), model.fullName().project(), path.value())) {
      throw ProblemException.invalid(
          "/files",
          "WHOLE_EXPERIMENT",
          "%s is a folder above those in which runs and logged models of an experiment have their"
                  .formatted(path)
              + " files, and all that is in it would never change any more; name the folder of one,"
              + " <experiment>/<run>/artifacts or <experiment>/models/<model>/artifacts, or what is"
              + " in it");
    }
    return sealing
        .seal(model.projectId(), path, caller.subject())
        .map(digest -> new Held(path, digest));
  }

  /**
   * What Assay holds of a version.
   *
   * @param path where it lies in the model's project
   * @param digest its digest, which Assay computed
   */
  record Held(ArtifactPath path, Digest digest) {}
}
