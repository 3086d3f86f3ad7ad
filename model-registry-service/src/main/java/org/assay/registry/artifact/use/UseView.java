package org.assay.registry.artifact.use;

import java.time.Instant;
import java.util.UUID;
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
    @Nullable UUID versionId,
    @Nullable UseHoldView hold,
    Actor createdBy,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable Erasure outcome) {

  /**
   * A legal hold.
   *
   * @param reason in the words of who placed it
   * @param by who placed it
   * @param at when
   */
  @Schema(name = "UseHold")
  record UseHoldView(String reason, Actor by, Instant at) {}

  static UseView of(FileUse use, String project, People people) {
    HoldOfUse hold = use.hold();
    return new UseView(
        use.id(),
        project,
        use.path(),
        use.digest().value(),
        use.size(),
        use.purpose(),
        use.keepUntil(),
        use.versionId(),
        hold == null ? null : new UseHoldView(hold.reason(), people.named(hold.by()), hold.at()),
        people.named(use.createdBy()),
        use.createdAt(),
        use.endedAt(),
        use.outcome());
  }
}
