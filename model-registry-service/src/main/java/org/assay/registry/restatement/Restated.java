package org.assay.registry.restatement;

import java.util.Optional;
import java.util.UUID;

/** A kind of thing that is told again. */
public interface Restated {

  /** Returns its row in {@code restatement}. */
  String what();

  /**
   * Tells the next ones again, in the running transaction, each in an event of a new revision.
   *
   * @param after the last one that was looked at
   * @param last the last one there is to look at
   * @param limit how many are looked at
   * @return the last one that was looked at now, empty where none is left
   */
  Optional<UUID> restate(UUID after, UUID last, int limit);
}
