package org.assay.registry.alias;

import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A move of an alias as HTTP shows it.
 *
 * @param revision the model's revision that it made
 * @param fromVersion the version it left; absent where it was new
 * @param toVersion the version it moved to; absent where it was removed
 * @param decisionId the release that let it move
 * @param at when
 * @param movedBy who moved it
 */
@Schema(name = "AliasMove")
record AliasMoveView(
    long revision,
    @Nullable Integer fromVersion,
    @Nullable Integer toVersion,
    @Nullable UUID decisionId,
    Instant at,
    Actor movedBy) {

  /** Shows a move. */
  static AliasMoveView from(AliasMove move, People people) {
    return new AliasMoveView(
        move.revision(),
        move.fromNumber(),
        move.toNumber(),
        move.decisionId(),
        move.at(),
        people.named(move.movedBy()));
  }
}
