package org.assay.registry.version;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.assay.registry.artifact.ArtifactPath;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to register a draft: its files, or their digest where they are kept elsewhere;
 * and what its client had no words for.
 *
 * @param files the folder or file of the project that it consists of; Assay takes the digest itself
 *     then, and nothing there changes any more
 * @param digest the digest of the exact bytes; with files it is compared with what they have
 * @param sourceRevision the revision of the source it was built from, such as a commit
 * @param framework what it was built with
 * @param task what it does, such as binary-classification
 * @param changeNote what changed since the version before
 * @param supersedes the number of the earlier version it takes the place of
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
        @Nullable String digest,
    @PlainText(max = 200)
        @Size(min = 1, max = 200)
        @Schema(examples = "git:4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        @Nullable String sourceRevision,
    @PlainText(max = 100) @Size(min = 1, max = 100) @Schema(examples = "scikit-learn 1.5.2")
        @Nullable String framework,
    @PlainText(max = 100) @Size(min = 1, max = 100) @Schema(examples = "binary-classification")
        @Nullable String task,
    @PlainText(max = 4000, lines = true)
        @Size(min = 1, max = 4000)
        @Schema(examples = "Leaves out the applicant's marital status.")
        @Nullable String changeNote,
    @Min(1) @Schema(examples = "1") @Nullable Integer supersedes) {}
