package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of evidence about a version: it was added, another one took its place, or its time is
 * over.
 *
 * @param evidenceId the record
 * @param versionId the version it is about
 * @param modelId the version's model
 * @param kind DOCUMENT, GROUP_COUNTS, CLAIM, PREDICTIONS, EXPLAINABILITY, PRIVACY_ATTACK or
 *     MONITORING_WINDOW
 * @param origin CLAIMED or COMPUTED
 * @param digest the exact bytes of the evidence
 * @param supersedes the record whose place it takes
 * @param supersededBy the record that took its place
 * @param evidenceDigest the version's evidence set after the change
 * @param textDigest the salted SHA-256 of its title
 * @param verdicts what the version's policy says of what was computed of it; absent of a record of
 *     which nothing is computed, and where no policy has limits for it
 */
public record EvidenceChanged(
    UUID evidenceId,
    UUID versionId,
    UUID modelId,
    String kind,
    String origin,
    String digest,
    @Nullable UUID supersedes,
    @Nullable UUID supersededBy,
    String evidenceDigest,
    @Nullable String textDigest,
    @Nullable List<Verdict> verdicts) {

  /** Copies the list. */
  public EvidenceChanged {
    verdicts = verdicts == null ? null : List.copyOf(verdicts);
  }

  /**
   * What one limit of a policy says of what was computed.
   *
   * @param claim the claim that it belongs to, such as fairness; of a window drift or live
   * @param statistic what is limited, such as demographic_parity_ratio
   * @param verdict PASS, FAIL, INCONCLUSIVE or UNDEFINED
   */
  public record Verdict(String claim, String statistic, String verdict) {}
}
