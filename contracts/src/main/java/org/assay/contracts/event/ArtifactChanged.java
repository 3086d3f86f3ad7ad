package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the events about an artifact: bytes came to lie under a path of a project and were
 * scanned, or lie there no more. Paths are names that people chose, so they stay in the registry.
 *
 * @param artifactId the artifact
 * @param projectId the project that it belongs to
 * @param digest the digest of its bytes
 * @param size how many bytes it has
 * @param verdict what the scan said: NOT_APPLICABLE, CLEAN, UNREADABLE, SUSPICIOUS or DANGEROUS
 * @param useId the use by whose end it was removed; absent where somebody removed it
 */
public record ArtifactChanged(
    UUID artifactId,
    UUID projectId,
    String digest,
    long size,
    String verdict,
    @Nullable UUID useId) {}
