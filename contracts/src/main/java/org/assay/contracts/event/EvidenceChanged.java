package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of evidence about a version: it was added, another one took its place, or its time is
 * over.
 *
 * @param evidenceId the record
 * @param versionId the version it is about
 * @param modelId the version's model
 * @param kind DOCUMENT, GROUP_COUNTS or CLAIM
 * @param origin CLAIMED or COMPUTED
 * @param digest the exact bytes of the evidence
 * @param supersedes the record whose place it takes
 * @param supersededBy the record that took its place
 * @param evidenceDigest the version's evidence set after the change
 * @param textDigest the salted SHA-256 of its title
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
    @Nullable String textDigest) {}
