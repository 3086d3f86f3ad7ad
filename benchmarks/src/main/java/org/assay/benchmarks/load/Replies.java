package org.assay.benchmarks.load;

import io.vertx.core.buffer.Buffer;

/** Hears of each answer, on the event loop: it must not block. */
@FunctionalInterface
public interface Replies {

  /**
   * Called once for each answer that came.
   *
   * @param index which request it answers
   * @param status its HTTP status
   * @param body its body
   * @param atNanos when its end was read, by {@link System#nanoTime()}
   */
  void reply(int index, int status, Buffer body, long atNanos);

  /** Nobody listens. */
  static Replies ignored() {
    return (_, _, _, _) -> {};
  }
}
