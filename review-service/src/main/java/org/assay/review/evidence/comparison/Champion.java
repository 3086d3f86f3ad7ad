package org.assay.review.evidence.comparison;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whom a version was compared with.
 *
 * @param version the number of the version, of the same model
 * @param versionId that version
 * @param evidence the record of its predictions
 * @param digest the digest of that record, by which data, plan and columns are known
 */
@Schema(name = "Champion")
public record Champion(int version, UUID versionId, UUID evidence, String digest) {}
