package org.assay.registry.artifact.use;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold on a file in use.
 *
 * @param id the hold
 * @param placedAs as what it was placed: an auditor lifts every hold, a lead of the project none of
 *     an auditor
 * @param reason why, in the words of who placed it
 * @param by who placed it
 * @param at when
 * @param lifted who lifted it, absent while it stands
 */
@Schema(name = "FileHold")
record FileHoldView(
    UUID id, PlacedAs placedAs, String reason, Actor by, Instant at, @Nullable LiftedView lifted) {

  /**
   * That a hold was lifted.
   *
   * @param reason why, in the words of who lifted it
   * @param by who lifted it
   * @param at when
   */
  @Schema(name = "FileHoldLifted")
  record LiftedView(String reason, Actor by, Instant at) {}

  static FileHoldView of(FileHold hold, People people) {
    FileHold.Act placed = hold.placed();
    FileHold.Act lifted = hold.lifted();
    return new FileHoldView(
        hold.id(),
        hold.placedAs(),
        placed.reason(),
        people.named(placed.by()),
        placed.at(),
        lifted == null
            ? null
            : new LiftedView(lifted.reason(), people.named(lifted.by()), lifted.at()));
  }

  /** Returns the subjects of whom a view of a hold tells. */
  static Stream<String> people(FileHold hold) {
    return Stream.concat(
        Stream.of(hold.placed().by()), Stream.ofNullable(hold.lifted()).map(FileHold.Act::by));
  }
}
