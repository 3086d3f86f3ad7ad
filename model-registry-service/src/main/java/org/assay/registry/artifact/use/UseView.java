package org.assay.registry.artifact.use;

import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.assay.registry.artifact.Erasure;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A use of a file as HTTP shows it.
 *
 * @param id the use
 * @param project the project's key
 * @param path where the file lies
 * @param digest its bytes
 * @param size how many they are
 * @param purpose what they are used for
 * @param keepUntil until when the file stays as it is
 * @param createdBy who stated it
 * @param createdAt when
 * @param endedAt when its end was followed, absent before
 * @param outcome what became of the file then
 */
@Schema(name = "FileUse")
record UseView(
    UUID id,
    @Schema(maxLength = 40) String project,
    @Schema(maxLength = 1024) String path,
    @Schema(maxLength = 71) String digest,
    long size,
    Purpose purpose,
    Instant keepUntil,
    Actor createdBy,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable Erasure outcome) {

  static UseView of(FileUse use, String project, Actor by) {
    return new UseView(
        use.id(),
        project,
        use.path(),
        use.digest().value(),
        use.size(),
        use.purpose(),
        use.keepUntil(),
        by,
        use.createdAt(),
        use.endedAt(),
        use.outcome());
  }
}
