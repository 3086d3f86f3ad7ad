package org.assay.registry.artifact.use;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.assay.registry.artifact.ArtifactPath;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A use of a file to state.
 *
 * @param path where the file lies in the project
 * @param purpose what it is used for
 * @param keepUntil until when it stays as it is, after now and within ten years
 * @param versionId the version of the project that it is used for, as long as whose life asks for
 *     it the file stays too; absent for none
 */
@Schema(name = "StateUse")
record StateUse(
    @NotNull @Size(min = 1, max = ArtifactPath.MAX_BYTES) @Schema(examples = "predictions/test.csv")
        String path,
    @NotNull Purpose purpose,
    @NotNull Instant keepUntil,
    @Nullable UUID versionId) {}
