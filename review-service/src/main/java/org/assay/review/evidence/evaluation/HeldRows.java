package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much memory the rows that evaluations draw from take together. There are as many evaluations
 * as cores, and the heap is that of the service, which has to answer the gate meanwhile: whoever
 * would hold more than is left waits for its turn.
 */
@ApplicationScoped
class HeldRows {

  /**
   * What a heap of 160 MiB, as {@code ./assay} runs the service, was found to bear beside 80 MiB of
   * other things; a million rows of an evaluation go in.
   */
  static final long MOST = 64L << 20;

  /** So much nobody waits for. */
  static final long LITTLE = 1L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Share> waiting = new ArrayDeque<>();
  private long left = MOST;

  /**
   * Returns what one evaluation holds, which is nothing as yet.
   *
   * @param goOn is called while it waits, and ends that by an exception
   * @param time stands still meanwhile
   */
  Share share(Runnable goOn, TimeLimit time) {
    return new Share(goOn, time);
  }

  /** What one evaluation holds; of that evaluation's thread only. */
  final class Share implements AutoCloseable {

    private final Runnable goOn;
    private final TimeLimit time;
    private long held;

    private Share(Runnable goOn, TimeLimit time) {
      this.goOn = goOn;
      this.time = time;
    }

    /**
     * Waits until there is room for so many bytes, instead of whatever was held before; of 0 lets
     * go of that.
     */
    void hold(long bytes) {
      close();
      if (bytes <= LITTLE) {
        return;
      }
      long asked = Math.min(bytes, MOST);
      time.stop();
      lock.lock();
      try {
        waiting.add(this);
        while (waiting.peek() != this || left < asked) {
          changed.await(1, TimeUnit.SECONDS);
          goOn.run();
        }
        left -= asked;
        held = asked;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The service ends", e);
      } finally {
        waiting.remove(this);
        changed.signalAll();
        lock.unlock();
        time.start();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        left += held;
        held = 0;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
