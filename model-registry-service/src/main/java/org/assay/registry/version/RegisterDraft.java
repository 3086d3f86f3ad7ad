package org.assay.registry.version;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.ArtifactPath;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to register a draft: its files, or their digest where they are kept elsewhere.
 *
 * @param files the folder or file of the project that it consists of; Assay takes the digest itself
 *     then, and nothing there changes any more
 * @param digest the digest of the exact bytes; with files it is compared with what they have
 */
@Schema(name = "RegisterDraft")
record RegisterDraft(
    @Size(min = 1, max = ArtifactPath.MAX_BYTES) @Schema(examples = "models/denial")
        @Nullable String files,
    @Pattern(
            regexp = "^" + Digest.PATTERN + "$",
            message = "must be sha256: and 64 lower-case hexadecimal digits")
        @Size(min = 71, max = 71)
        @Schema(
            examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        @Nullable String digest) {}
