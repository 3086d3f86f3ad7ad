package org.assay.registry.restatement;

import java.util.List;
import java.util.UUID;

/** A kind of thing that is told again. */
public interface Restated {

  /** Returns its row in {@code restatement}. */
  String what();

  /**
   * Returns the query for the ids of the next ones, in order: those after {@code :after} up to
   * {@code :last}, {@code :limit} at most.
   */
  String next();

  /**
   * Tells things again, in the running transaction, each in an event of a new revision.
   *
   * @param ids which, in order; at least one
   */
  void restate(List<UUID> ids);
}
