package org.assay.registry.artifact.upload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.assay.registry.artifact.ArtifactPath;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to send a file in parts.
 *
 * @param path where the file will lie in the project
 * @param size how many bytes it has
 * @param partSize how many bytes each part but the last has; chosen where it is left out
 * @param digest the digest of the whole; completion is refused where the bytes have another
 * @param mediaType what it is
 */
@Schema(name = "BeginUpload")
record BeginUpload(
    @NotNull
        @Size(min = 1, max = ArtifactPath.MAX_BYTES)
        @Schema(examples = "models/denial/model.bin")
        String path,
    @NotNull @Min(1) @Max(1L << 50) @Schema(examples = "21474836480") Long size,
    @Min(LEAST) @Max(MOST) @Schema(examples = "67108864") @Nullable Long partSize,
    @Pattern(
            regexp = "^" + Digest.PATTERN + "$",
            message = "must be sha256: and 64 lower-case hexadecimal digits")
        @Size(min = 71, max = 71)
        @Schema(
            examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        @Nullable String digest,
    @PlainText(max = 200) @Size(min = 1, max = 200) @Schema(examples = "application/octet-stream")
        @Nullable String mediaType) {

  /** The smallest part but the last. */
  static final long LEAST = 1L << 20;

  /** The largest part. */
  static final long MOST = 1L << 30;

  private static final long USUAL = 64L << 20;

  /** Returns the size of a part: what was asked for, else what makes few enough parts. */
  long sizeOfParts() {
    return partSize != null
        ? partSize
        : Math.max(USUAL, (size + Upload.MOST_PARTS - 1) / Upload.MOST_PARTS);
  }

  /** Returns what it is, bytes where nobody said. */
  String kind() {
    return mediaType == null ? "application/octet-stream" : mediaType;
  }
}
