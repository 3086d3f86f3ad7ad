package org.assay.benchmarks.load;

import io.vertx.core.buffer.Buffer;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** The count of one run. All but {@link #done} happens on the event loop. */
final class Run {

  private static final long MOST_MICROS = 600_000_000L;
  private static final int DIGITS = 3;

  private final Histogram latency = new Histogram(1, MOST_MICROS, DIGITS);
  private final Histogram lag = new Histogram(1, MOST_MICROS, DIGITS);
  private final SortedMap<Integer, Integer> statuses = new TreeMap<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Replies replies;
  private int sent;
  private int answered;
  private boolean allSent;
  private boolean closed;
  private long lastAnswer;

  Run(Replies replies) {
    this.replies = replies;
  }

  void sent(long intended, long now, boolean open) {
    sent++;
    if (open) {
      lag.recordValue(micros(now - intended));
    }
  }

  void answered(int index, int status, Buffer body, long intended) {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    if (status / 100 == 2) {
      latency.recordValue(micros(now - intended));
    }
    count(status, now);
    replies.reply(index, status, body, now);
    endIfDone();
  }

  void lost() {
    if (!closed) {
      count(0, System.nanoTime());
      endIfDone();
    }
  }

  void allSent() {
    allSent = true;
    endIfDone();
  }

  int outstanding() {
    return sent - answered;
  }

  CompletableFuture<Void> done() {
    return done;
  }

  /** What was seen until now; whatever comes later is not counted any more. */
  LoadOutcome close(double offeredPerSecond, long start, long end) {
    closed = true;
    int missing = sent - answered;
    if (missing > 0) {
      statuses.merge(0, missing, Integer::sum);
    }
    double seconds = (Math.max(end, lastAnswer) - start) / 1e9;
    double offered = offeredPerSecond > 0 ? offeredPerSecond : sent / seconds;
    return new LoadOutcome(offered, latency, lag, sent, statuses, seconds);
  }

  private void count(int status, long now) {
    answered++;
    lastAnswer = now;
    statuses.merge(status, 1, Integer::sum);
  }

  private void endIfDone() {
    if (allSent && answered == sent) {
      done.complete(null);
    }
  }

  private static long micros(long nanos) {
    return Math.clamp(nanos / 1000, 1, MOST_MICROS);
  }
}
