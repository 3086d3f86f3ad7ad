package org.assay.review.evidence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.assay.review.evidence.evaluation.HeldRows.Share;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.junit.jupiter.api.Test;

/** Evaluations hold no more rows together than the heap bears. */
class HeldRowsTest {

  private static final long MOST = HeldRows.MOST;

  private final HeldRows rows = new HeldRows();
  private final AtomicLong nanos = new AtomicLong();
  private final TimeLimit time = new TimeLimit(Duration.ofMinutes(15), nanos::get);

  private Share share() {
    return rows.share(() -> {}, time);
  }

  @Test
  void waitsUntilThereIsRoom() {
    Share first = share();
    Share little = share();
    CountDownLatch waits = new CountDownLatch(1);
    Share second = rows.share(waits::countDown, time);
    first.hold(MOST - 10);
    little.hold(HeldRows.LITTLE);

    CompletableFuture<Void> held = CompletableFuture.runAsync(() -> second.hold(MOST / 2));

    await().until(() -> waits.getCount() == 0);
    assertThat(held).isNotDone();
    first.close();
    await().until(held::isDone);
    share().hold(MOST / 2);
  }

  /** Its limit is looked at while it waits, by whoever watches it. */
  @Test
  void letsNoTimePassWhileItWaits() {
    Share first = share();
    first.hold(MOST);
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    CountDownLatch looked = new CountDownLatch(1);
    Share second =
        rows.share(
            () -> {
              nanos.addAndGet(Duration.ofHours(1).toNanos());
              if (time.isOver()) {
                throw new TableException(TableFault.TOO_SLOW, "It took longer than it may");
              }
              looked.countDown();
            },
            time);

    CompletableFuture<Void> held = CompletableFuture.runAsync(() -> second.hold(MOST));

    await().until(() -> looked.getCount() == 0 || held.isDone());
    first.close();
    assertThat(held).succeedsWithin(Duration.ofSeconds(10));
    assertThat(time.isOver()).isFalse();
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(time.isOver()).isFalse();
    nanos.addAndGet(1);
    assertThat(time.isOver()).isTrue();
  }

  @Test
  void letsOthersHoldWhatIsHeldNoMore() {
    Share first = share();
    first.hold(MOST);

    first.hold(0);

    share().hold(MOST);
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
            time);

    assertThatThrownBy(() -> cancelled.hold(MOST)).isInstanceOf(CancellationException.class);

    cancelled.close();
    first.close();
    share().hold(MOST);
  }
}
