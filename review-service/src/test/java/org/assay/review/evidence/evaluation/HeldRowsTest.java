package org.assay.review.evidence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.assay.review.evidence.evaluation.HeldRows.Share;
import org.junit.jupiter.api.Test;

/** Evaluations hold no more rows together than the heap bears. */
class HeldRowsTest {

  private static final long MOST = HeldRows.MOST;

  private final HeldRows rows = new HeldRows();
  private final AtomicLong waited = new AtomicLong();

  private Share share() {
    return rows.share(() -> {}, waited::addAndGet);
  }

  @Test
  void waitsUntilThereIsRoom() {
    Share first = share();
    Share little = share();
    CountDownLatch waits = new CountDownLatch(1);
    Share second = rows.share(waits::countDown, waited::addAndGet);
    first.hold(MOST - 10);
    little.hold(HeldRows.LITTLE);

    CompletableFuture<Void> held = CompletableFuture.runAsync(() -> second.hold(MOST / 2));

    await().until(() -> waits.getCount() == 0);
    assertThat(held).isNotDone();
    first.close();
    await().until(held::isDone);
    assertThat(waited.get()).isPositive();
    share().hold(MOST / 2);
  }

  /** More than all is as much as all; what is held anew takes the place of what was before. */
  @Test
  void letsTheLargestGoAlone() {
    Share only = share();

    only.hold(10 * MOST);
    only.hold(20 * MOST);
    only.close();

    share().hold(MOST);
  }

  @Test
  void endsWhereItIsTold() {
    Share first = share();
    first.hold(MOST);
    Share cancelled =
        rows.share(
            () -> {
              throw new CancellationException("Enough");
            },
            waited::addAndGet);

    assertThatThrownBy(() -> cancelled.hold(MOST)).isInstanceOf(CancellationException.class);

    cancelled.close();
    first.close();
    share().hold(MOST);
  }
}
