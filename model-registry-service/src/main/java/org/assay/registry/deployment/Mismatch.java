package org.assay.registry.deployment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.VersionRelease;
import org.assay.registry.version.VersionState;
import org.jspecify.annotations.Nullable;

/** Why the bytes that run are not those that may run there. */
enum Mismatch {
  /** No version of the model has this digest. */
  DIGEST_UNKNOWN,
  /** The version that is said to run consists of other bytes. */
  DIGEST_DIFFERS,
  /** The version is not released to the environment. */
  NOT_RELEASED,
  /** The version is deprecated, and its last day is over. */
  LAST_DAY_OVER;

  /**
   * Says what is wrong with a deployment that runs.
   *
   * <p>A deprecated version goes on until its last day where it already ran, which is where it was
   * released when it began.
   *
   * @param version the version that is said to run, null where none is known
   * @param releases all that the version ever had, in any order
   * @param today the day in UTC
   */
  static Optional<Mismatch> of(
      Deployment deployment,
      @Nullable ModelVersion version,
      Collection<VersionRelease> releases,
      LocalDate today) {
    if (version == null) {
      return Optional.of(DIGEST_UNKNOWN);
    }
    if (!deployment.digest().equals(version.digest())) {
      return Optional.of(DIGEST_DIFFERS);
    }
    boolean released =
        releases.stream()
            .filter(release -> release.environment().equals(deployment.environment()))
            .anyMatch(
                release ->
                    version.state() == VersionState.DEPRECATED
                        ? release.stoodAfter(deployment.startedAt())
                        : release.isStanding());
    if (!released) {
      return Optional.of(NOT_RELEASED);
    }
    LocalDate last = version.lastDay();
    return version.state() == VersionState.DEPRECATED && last != null && last.isBefore(today)
        ? Optional.of(LAST_DAY_OVER)
        : Optional.empty();
  }
}
