package org.assay.kit.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a request in its transaction until the test lets it go on. */
final class Gate {

  private static volatile CountDownLatch entered = new CountDownLatch(1);
  private static volatile CountDownLatch opened = new CountDownLatch(1);

  private Gate() {}

  static void close() {
    entered = new CountDownLatch(1);
    opened = new CountDownLatch(1);
  }

  static void await() {
    entered.countDown();
    pass(opened);
  }

  static void awaitEntered() {
    pass(entered);
  }

  static void open() {
    opened.countDown();
  }

  private static void pass(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody opened the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
