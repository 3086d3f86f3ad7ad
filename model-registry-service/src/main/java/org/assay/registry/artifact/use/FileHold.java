package org.assay.registry.artifact.use;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a file is, or was, kept though its use may be over.
 *
 * @param id the hold
 * @param placedAs as what it was placed, on which it depends who lifts it
 * @param placed who placed it, why and when
 * @param lifted who lifted it, why and when; absent while it stands
 */
record FileHold(UUID id, PlacedAs placedAs, Act placed, @Nullable Act lifted) {

  /**
   * What somebody did.
   *
   * @param reason in the words of who did it
   * @param by the subject of that person
   * @param at when
   */
  record Act(String reason, String by, Instant at) {}
}
