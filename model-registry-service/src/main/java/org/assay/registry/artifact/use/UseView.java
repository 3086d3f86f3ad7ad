package org.assay.registry.artifact.use;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
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
 * @param eraseFrom from when the file is removed all the same, since its evaluation failed or was
 *     cancelled; it may be replaced at once. Absent while the use stands as stated
 * @param versionId the version that it is used for, as long as whose life asks for it the file
 *     stays too; absent for none
 * @param hold the legal hold that keeps the file, absent where none does
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
    @Nullable Instant eraseFrom,
    @Nullable UUID versionId,
    @Nullable FileHoldView hold,
    Actor createdBy,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable Erasure outcome) {

  static UseView of(FileUse use, String project, People people) {
    FileHold hold = use.hold();
    return new UseView(
        use.id(),
        project,
        use.path(),
        use.digest().value(),
        use.size(),
        use.purpose(),
        use.keepUntil(),
        use.eraseFrom(),
        use.versionId(),
        hold == null ? null : FileHoldView.of(hold, people),
        people.named(use.createdBy()),
        use.createdAt(),
        use.endedAt(),
        use.outcome());
  }

  /** Returns the subjects of whom a view of a use tells. */
  static Stream<String> people(FileUse use) {
    return Stream.concat(
        Stream.of(use.createdBy()), Stream.ofNullable(use.hold()).flatMap(FileHoldView::people));
  }
}
