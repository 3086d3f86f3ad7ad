package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.evaluation.RegistryFilesClient.Use;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** States that files are read for a version soon and never again, so that they stay until then. */
@ApplicationScoped
public class FileUse {

  private final RegistryFilesClient files;
  private final EvaluationConfig config;

  FileUse(RegistryFilesClient files, EvaluationConfig config) {
    this.files = files;
    this.config = config;
  }

  /**
   * A file as a caller names it.
   *
   * @param path where it lies in the project
   * @param digest what its bytes have to be, if the caller says so
   * @param pointer where the caller names it; {@code upload} and {@code digest} stand there
   */
  public record Named(String path, @Nullable String digest, String pointer) {}

  /**
   * States the uses of some files, which end by themselves; none where one of them is refused.
   * Whoever asks again within a day states the same.
   *
   * @return the files, in the order of their names
   * @throws ProblemException 422 for what is no file of the project, too large, or another file
   */
  public List<UsedFile> briefly(VersionCopy version, List<Named> named, Instant now, Caller by) {
    Instant until =
        now.plus(config.keepWindowFiles()).truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    named.forEach(one -> check(files.look(use(version, one, until), by), one));
    return named.stream()
        .map(
            one -> {
              UsedFile file = files.state(use(version, one, until), key(version, one, until), by);
              check(file, one);
              return file;
            })
        .toList();
  }

  private static Use use(VersionCopy version, Named named, Instant until) {
    return new Use(version, named.path(), named.pointer() + "/upload", until, false);
  }

  private static UUID key(VersionCopy version, Named named, Instant until) {
    return UUID.nameUUIDFromBytes(
        "%s/%s/%s".formatted(version.id(), until, named.path()).getBytes(StandardCharsets.UTF_8));
  }

  private void check(UsedFile file, Named named) {
    file.requireAtMost(config.largestFile().asLongValue(), named.pointer() + "/upload");
    if (named.digest() != null && !file.digest().equals(named.digest())) {
      throw ProblemException.invalid(
          named.pointer() + "/digest",
          "OTHER_FILE",
          "The file there is %s".formatted(file.digest()));
    }
  }
}
