package org.assay.review.publication;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A dry run as HTTP shows it.
 *
 * @param id its id
 * @param policyId the draft
 * @param digest the digest of what the draft said
 * @param state how far it is; the numbers grow until it is DONE
 * @param versions how many open versions were judged
 * @param newlyBlocked how many of them pass now and would not
 * @param counts how many open versions are in which state, by requirement
 * @param newlyBlockedVersions the first 200 of them
 * @param releases how many releases were judged
 * @param stopped how many of them it would have stopped
 * @param stoppedReleases the first 200 of them
 * @param startedBy who started it
 * @param startedAt when
 * @param finishedAt when it ended
 */
@Schema(name = "PolicyDryRun")
record DryRunView(
    UUID id,
    UUID policyId,
    String digest,
    DryRunState state,
    int versions,
    int newlyBlocked,
    List<CountView> counts,
    List<DryRunHit> newlyBlockedVersions,
    int releases,
    int stopped,
    List<DryRunHit> stoppedReleases,
    Actor startedBy,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  DryRunView {
    counts = List.copyOf(counts);
    newlyBlockedVersions = List.copyOf(newlyBlockedVersions);
    stoppedReleases = List.copyOf(stoppedReleases);
  }

  /**
   * How many open versions a requirement says something of.
   *
   * @param key the requirement
   * @param states how many of them are in which state
   */
  @Schema(name = "DryRunCount")
  record CountView(String key, Map<String, Integer> states) {
    CountView {
      states = Map.copyOf(states);
    }
  }

  static DryRunView from(DryRun run, People people) {
    return new DryRunView(
        run.id(),
        run.documentId(),
        run.digest(),
        run.state(),
        run.versions(),
        run.newlyBlocked(),
        run.counts().entrySet().stream()
            .map(entry -> new CountView(entry.getKey(), entry.getValue()))
            .toList(),
        run.newlyBlockedVersions(),
        run.releases(),
        run.stopped(),
        run.stoppedReleases(),
        people.named(run.startedBy()),
        run.startedAt(),
        run.finishedAt());
  }
}
