package org.assay.review.evidence.window;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a window are compared with: predictions of the version that were evaluated, or
 * another file.
 *
 * @param evidence the record of the predictions
 * @param upload where the other file lies in the project's artifacts
 * @param digest its exact bytes
 */
@Schema(name = "HeldReference")
public record HeldReference(
    @Nullable UUID evidence,
    @Size(min = 1, max = 1024) @Nullable String upload,
    @Pattern(regexp = Digest.PATTERN) @Nullable String digest) {}
