package org.assay.registry.artifact.upload;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An upload as HTTP shows it.
 *
 * @param id its id
 * @param path where the file will lie in the project
 * @param size how many bytes the file has
 * @param partSize how many bytes each part but the last has
 * @param partCount how many parts it comes in
 * @param parts those that are there; absent in lists
 * @param assembled how many bytes are put together, once all parts are there
 * @param digest the digest of the whole, once it is put together
 * @param createdAt when it began
 * @param createdBy who began it
 * @param expiresAt when it is given up if it is not complete
 */
@Schema(name = "Upload")
record UploadView(
    UUID id,
    @Schema(maxLength = 1_024) String path,
    long size,
    long partSize,
    int partCount,
    @Schema(maxItems = Upload.MOST_PARTS) @Nullable List<Part> parts,
    long assembled,
    @Nullable Digest digest,
    Instant createdAt,
    Actor createdBy,
    Instant expiresAt) {}
