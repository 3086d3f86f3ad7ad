package org.assay.review;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
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

  /**
   * Does all there is, page by page, each thing once.
   *
   * @param after finds the next page behind an id, in order and in a transaction of its own
   * @param size how many are on a page that is not the last
   * @return whether all went well
   */
  public static boolean all(Function<UUID, List<UUID>> after, int size, Consumer<UUID> act) {
    boolean well = true;
    UUID last = new UUID(0, 0);
    List<UUID> page;
    do {
      UUID from = last;
      page = QuarkusTransaction.requiringNew().call(() -> after.apply(from));
      for (UUID id : page) {
        well &= one(id, act);
        last = id;
      }
    } while (page.size() == size);
    return well;
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
