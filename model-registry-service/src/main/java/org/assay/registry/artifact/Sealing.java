package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/** Freezes a folder, or a single file, for the version that is made from it. */
@ApplicationScoped
public class Sealing {

  /** The most files that a version may consist of. */
  public static final int MOST_FILES = 10_000;

  private final Artifacts artifacts;
  private final ArtifactUsage usage;
  private final Seals seals;

  Sealing(Artifacts artifacts, ArtifactUsage usage, Seals seals) {
    this.artifacts = artifacts;
    this.usage = usage;
    this.seals = seals;
  }

  /**
   * Seals what lies under a path, in the running transaction: from its commit on nothing is added,
   * replaced or removed there. Sealing it again gives the same.
   *
   * @param by the subject who registers the version
   * @return the digest of what is deployed: of a folder that of its canonical manifest, of a single
   *     file its own; empty where nothing lies there
   * @throws ProblemException 409 {@code TOO_MANY_FILES} for more than {@value #MOST_FILES} files,
   *     {@code DIGEST_AMBIGUOUS}
   */
  public Optional<Digest> seal(UUID projectId, ArtifactPath path, String by) {
    usage.share(projectId);
    Optional<Digest> sealed = seals.of(projectId, path);
    return sealed.isPresent()
        ? artifacts.at(projectId, path).map(Artifact::digest).or(() -> sealed)
        : sealNow(projectId, path, by);
  }

  /** Keeps what lies in a project as it is until the running transaction ends. */
  public void holdStill(UUID projectId) {
    usage.share(projectId);
  }

  private Optional<Digest> sealNow(UUID projectId, ArtifactPath path, String by) {
    Lying lying = lying(projectId, path);
    Optional<Manifest> manifest = lying.manifest(path);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    Digest digest = manifest.get().digest();
    Optional<Digest> file = lying.file().map(Artifact::digest);
    requireOneMeaning(file, digest, path);
    seals.keep(manifest.get(), digest);
    seals.seal(projectId, path, digest, by);
    return file.or(() -> Optional.of(digest));
  }

  /**
   * Refuses a digest that would mean a file and a folder, since the gate knows bytes by their
   * digest alone: somebody could have the list of a folder's files released, and deploy the files.
   */
  private void requireOneMeaning(Optional<Digest> file, Digest manifest, ArtifactPath path) {
    Digest meant = file.orElse(manifest);
    if (file.isPresent() ? seals.isSealedFile(meant) : seals.isManifest(meant)) {
      // What it means is settled for good, so those who seal the same bytes need not queue.
      return;
    }
    seals.lock(meant);
    if (file.isPresent() ? seals.isManifest(meant) : seals.isSealedFile(meant)) {
      throw ProblemException.of(
          RegistryProblem.DIGEST_AMBIGUOUS,
          "%s has the digest %s, which is that of a %s a version was made from"
              .formatted(path, meant, file.isPresent() ? "folder" : "single file"));
    }
  }

  /**
   * Returns the manifest of what lies under a path at present, of a single file under its own name;
   * empty where nothing does.
   *
   * @throws ProblemException 409 {@code TOO_MANY_FILES}
   */
  public Optional<Manifest> manifest(UUID projectId, ArtifactPath path) {
    return lying(projectId, path).manifest(path);
  }

  private Lying lying(UUID projectId, ArtifactPath path) {
    List<Artifact> files = artifacts.within(projectId, path, MOST_FILES + 1);
    if (files.size() > MOST_FILES) {
      throw ProblemException.of(
          RegistryProblem.TOO_MANY_FILES,
          "More than %d files lie in the folder".formatted(MOST_FILES));
    }
    return files.isEmpty()
        ? new Lying(artifacts.at(projectId, path), List.of())
        : new Lying(Optional.empty(), files);
  }

  /**
   * What lies under a path: a file, or what is in a folder, or nothing.
   *
   * @param file the file
   * @param files what lies in the folder
   */
  private record Lying(Optional<Artifact> file, List<Artifact> files) {

    Optional<Manifest> manifest(ArtifactPath path) {
      if (files.isEmpty()) {
        return file.map(
            single -> new Manifest(List.of(entry(single, new ArtifactPath(path.name())))));
      }
      return Optional.of(
          new Manifest(
              files.stream()
                  .map(each -> entry(each, new ArtifactPath(each.path().within(path))))
                  .toList()));
    }

    private static Manifest.Entry entry(Artifact file, ArtifactPath path) {
      return new Manifest.Entry(path, file.digest(), file.size());
    }
  }
}
