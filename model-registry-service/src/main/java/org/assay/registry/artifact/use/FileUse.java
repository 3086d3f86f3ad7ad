package org.assay.registry.artifact.use;

import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.Erasure;
import org.jspecify.annotations.Nullable;

/**
 * That a file is used.
 *
 * @param id the use
 * @param projectId whose file it is
 * @param path where the file lies
 * @param digest its bytes
 * @param size how many they are
 * @param purpose what they are used for
 * @param keepUntil until when the file stays as it is
 * @param eraseFrom from when it goes whatever was stated, since its evaluation came to nothing;
 *     absent while the use stands as stated
 * @param versionId the version that it is used for, absent for none
 * @param hold the legal hold that stands, absent where none does
 * @param createdBy the subject of who stated it
 * @param createdAt when
 * @param endedAt when its end was followed, absent before
 * @param outcome what became of the file then
 */
record FileUse(
    UUID id,
    UUID projectId,
    String path,
    Digest digest,
    long size,
    Purpose purpose,
    Instant keepUntil,
    @Nullable Instant eraseFrom,
    @Nullable UUID versionId,
    @Nullable FileHold hold,
    String createdBy,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable Erasure outcome) {

  /** Returns when the use is over. */
  Instant over() {
    Instant early = eraseFrom;
    return early != null && early.isBefore(keepUntil) ? early : keepUntil;
  }
}
