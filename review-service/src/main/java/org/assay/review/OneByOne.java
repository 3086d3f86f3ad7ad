package org.assay.review;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * How a job does what is due: each thing in a transaction of its own, so that one that fails is
 * rolled back alone and keeps no other of the same look from its turn. It is tried again as long as
 * it is found; where more fail than a look finds, those behind them wait.
 */
public final class OneByOne {

  private static final Logger LOG = Logger.getLogger(OneByOne.class);

  private OneByOne() {}

  /**
   * Does what is due.
   *
   * @param due finds it, in a transaction of its own
   * @param act looks at one of it again, locked, and does it
   */
  public static void each(Callable<List<UUID>> due, Consumer<UUID> act) {
    QuarkusTransaction.requiringNew().call(due).forEach(id -> one(id, act));
  }

  /** Does one thing; says whether that went well. */
  public static boolean one(UUID id, Consumer<UUID> act) {
    try {
      QuarkusTransaction.requiringNew().run(() -> act.accept(id));
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "What is due cannot be done: %s", id);
      return false;
    }
  }
}
