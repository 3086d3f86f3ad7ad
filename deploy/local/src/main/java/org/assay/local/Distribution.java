package org.assay.local;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the unpacked PostgreSQL, Kafka and Keycloak lie.
 *
 * @param root the folder that the build of this module filled
 */
public record Distribution(Path root) {

  private static final Path IN_THE_REPOSITORY = Path.of("deploy", "local", "target", "dist");

  /**
   * Finds it: the system property {@code assay.dist}, else {@code deploy/local/target/dist} of the
   * nearest folder at or above the working directory that has it.
   *
   * @throws IllegalStateException if there is none, which means that this module was not built
   */
  public static Distribution find() {
    String named = System.getProperty("assay.dist");
    if (named != null && Files.isDirectory(Path.of(named))) {
      return new Distribution(Path.of(named).toAbsolutePath());
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(IN_THE_REPOSITORY);
      if (Files.isDirectory(candidate)) {
        return new Distribution(candidate);
      }
    }
    throw new IllegalStateException(
        "No unpacked PostgreSQL, Kafka and Keycloak found: build the module deploy/local, or name their folder by"
            + " -Dassay.dist");
  }

  /** PostgreSQL's folder, with {@code bin}, {@code lib} and {@code share}. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** The folder of the jars on the broker's class path. */
  public Path kafkaLibs() {
    return root.resolve("kafka").resolve("libs");
  }

  /** Keycloak's folder, with {@code bin}, {@code conf} and {@code lib}. */
  public Path keycloak() {
    return root.resolve("keycloak");
  }

  /** The repository that this was built in. */
  Path repository() {
    // Above deploy/local/target/dist.
    Path folder = root.toAbsolutePath().normalize();
    for (int i = 0; i < IN_THE_REPOSITORY.getNameCount(); i++) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException(root + " is not in a repository of Assay");
      }
      folder = parent;
    }
    return folder;
  }
}
