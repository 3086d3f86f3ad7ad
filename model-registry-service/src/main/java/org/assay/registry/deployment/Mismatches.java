package org.assay.registry.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.ModelVersions;
import org.assay.registry.version.VersionRelease;
import org.assay.registry.version.VersionReleases;

/**
 * Holds what runs against what may run. It is asked anew each time, for a version is revoked after
 * it was deployed, and a report may be here before the decision that it followed.
 */
@ApplicationScoped
class Mismatches {

  private static final Clock CLOCK = Clock.systemUTC();

  private final ModelVersions versions;
  private final VersionReleases releases;

  Mismatches(ModelVersions versions, VersionReleases releases) {
    this.versions = versions;
    this.releases = releases;
  }

  /** Returns what is wrong now with each of at most a page's worth of deployments that run. */
  Map<UUID, Mismatch> of(Collection<Deployment> running) {
    List<UUID> ids =
        running.stream().map(Deployment::versionId).filter(Objects::nonNull).distinct().toList();
    Map<UUID, ModelVersion> meant =
        versions.inOrder(ids).stream()
            .collect(Collectors.toMap(ModelVersion::id, Function.identity()));
    Map<UUID, List<VersionRelease>> released = releases.ofVersions(ids);
    LocalDate today = LocalDate.now(CLOCK);
    Map<UUID, Mismatch> found = new HashMap<>();
    for (Deployment deployment : running) {
      UUID id = deployment.versionId();
      ModelVersion version = id == null ? null : meant.get(id);
      List<VersionRelease> its = id == null ? List.of() : released.getOrDefault(id, List.of());
      Mismatch.of(deployment, version, its, today)
          .ifPresent(mismatch -> found.put(deployment.id(), mismatch));
    }
    return found;
  }
}
