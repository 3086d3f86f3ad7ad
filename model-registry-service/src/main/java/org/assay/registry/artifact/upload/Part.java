package org.assay.registry.artifact.upload;

import org.assay.contracts.name.Digest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part that is there.
 *
 * @param number its number, from 1
 * @param size how many bytes it has
 * @param digest the digest of its bytes
 */
@Schema(name = "UploadPart")
record Part(int number, long size, @Schema(maxLength = 71) Digest digest) {}
