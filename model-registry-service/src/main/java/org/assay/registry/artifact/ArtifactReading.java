package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.project.Standing;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Gives the bytes of artifacts out. */
@ApplicationScoped
public class ArtifactReading {

  /** The most of one folder that are told at once. */
  private static final int MOST_CHILDREN = 10_000;

  private static final Download.Asked WHOLE = new Download.Asked(null, null, null);

  private final Artifacts artifacts;
  private final EvaluatedRows rows;
  private final ArtifactStore store;

  ArtifactReading(Artifacts artifacts, EvaluatedRows rows, ArtifactStore store) {
    this.artifacts = artifacts;
    this.rows = rows;
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

  /**
   * Returns what lies in a folder itself; in the project, without one. A folder that does not exist
   * is empty.
   *
   * @throws ProblemException 409 {@code TOO_MANY_FILES}, for who does not hear of the rest takes
   *     what there is for all
   */
  public List<Artifacts.Child> children(UUID projectId, @Nullable ArtifactPath folder) {
    List<Artifacts.Child> children = artifacts.children(projectId, folder, MOST_CHILDREN + 1);
    if (children.size() > MOST_CHILDREN) {
      throw ProblemException.of(
              RegistryProblem.TOO_MANY_FILES,
              "More than %d files and folders lie in %s itself"
                  .formatted(MOST_CHILDREN, folder == null ? "the project" : folder))
          .help(
              "Page through it at /api/v1/artifacts/{project}/files?folder=, or ask for its files by"
                  + " their paths.");
    }
    return children;
  }

  /**
   * Answers with what lies under a path, or with the part of it that is asked for.
   *
   * @param standing the caller's, who may read the project's files
   * @throws ProblemException 404 {@code ARTIFACT_NOT_FOUND}, 403 {@code FILE_OF_ROWS}, and what
   *     {@link Download#of} refuses
   */
  public RestResponse<Object> answer(
      Standing standing, Caller caller, ArtifactPath path, Download.Asked asked)
      throws IOException {
    Artifact file = find(standing.projectId(), path);
    rows.check(file, standing, caller);
    return answer(Download.of(file, asked));
  }

  /**
   * Answers a service of this installation with the whole of what lies under a path, also with rows
   * that it evaluates.
   *
   * @throws ProblemException 404 {@code ARTIFACT_NOT_FOUND}
   */
  public RestResponse<Object> answerService(UUID projectId, ArtifactPath path) throws IOException {
    return answer(Download.of(find(projectId, path), WHOLE));
  }

  private RestResponse<Object> answer(Download download) throws IOException {
    RestResponse.ResponseBuilder<Object> answer =
        RestResponse.ResponseBuilder.create(
            RestResponse.Status.fromStatusCode(download.status()), open(download));
    download.headers().forEach(answer::header);
    return answer.build();
  }

  /**
   * Opens the bytes of a download: a part of a file where the store has them as one, which goes out
   * without passing through this process's memory, else a stream; null where none go out.
   */
  private @Nullable Object open(Download download) throws IOException {
    if (download.length() == 0) {
      return null;
    }
    Optional<Path> file = store.file(download.digest());
    return file.isPresent()
        ? new PathPart(file.get(), download.from(), download.length())
        : new Bounded(store.read(download.digest(), download.from()), download.length());
  }

  static ProblemException notFound(ArtifactPath path) {
    return ProblemException.of(
        RegistryProblem.ARTIFACT_NOT_FOUND, "Nothing lies under %s".formatted(path));
  }
}
