package org.assay.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The releases that stand, one row a decision ({@code version_release_pk}). */
@ApplicationScoped
public class VersionReleases implements PanacheRepositoryBase<VersionRelease, VersionRelease.Id> {

  /** Returns what stands of at most a page's worth of versions, oldest first, in one statement. */
  Map<UUID, List<VersionRelease>> standing(Collection<UUID> versionIds) {
    if (versionIds.isEmpty()) {
      return Map.of();
    }
    return list("id.versionId in ?1 and until is null order by since, id.decisionId", versionIds)
        .stream()
        .collect(Collectors.groupingBy(VersionRelease::versionId));
  }

  /**
   * Returns all releases of at most a page's worth of versions, those that ended too: few of each,
   * for every one is a decision of a person.
   */
  public Map<UUID, List<VersionRelease>> ofVersions(Collection<UUID> versionIds) {
    if (versionIds.isEmpty()) {
      return Map.of();
    }
    return list("id.versionId in ?1", versionIds).stream()
        .collect(Collectors.groupingBy(VersionRelease::versionId));
  }

  /**
   * Returns the decisions by which a version is released at an instant, to whichever environment,
   * and whose approvals are valid then; the latest first.
   */
  public List<UUID> validDecisions(UUID versionId, Instant at) {
    return list(
            "id.versionId = ?1 and until is null and (validUntil is null or validUntil > ?2)"
                + " order by since desc, id.decisionId",
            versionId,
            at)
        .stream()
        .map(VersionRelease::decisionId)
        .toList();
  }

  /** Says whether a release stands that rests on a round up to the given one. */
  boolean stands(UUID versionId, int round) {
    return count("id.versionId = ?1 and round <= ?2 and until is null", versionId, round) > 0;
  }

  /** Says whether there ever was a release that rests on a round up to the given one. */
  boolean stood(UUID versionId, int round) {
    return count("id.versionId = ?1 and round <= ?2", versionId, round) > 0;
  }

  /** Ends the releases of a version to an environment. */
  void end(UUID versionId, String environment, Instant at) {
    list("id.versionId = ?1 and environment = ?2 and until is null", versionId, environment)
        .forEach(release -> release.end(at));
  }

  /** Ends every release of a version. */
  void end(UUID versionId, Instant at) {
    list("id.versionId = ?1 and until is null", versionId).forEach(release -> release.end(at));
  }
}
