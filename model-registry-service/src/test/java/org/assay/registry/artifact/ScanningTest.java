package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assay.registry.artifact.store.Content;
import org.junit.jupiter.api.Test;

class ScanningTest {

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger open = new AtomicInteger();
  private final Scanning scanning = new Scanning();

  @Test
  void scansTwoFilesAtOnceWhileOthersWait() throws InterruptedException {
    List<Thread> requests =
        IntStream.range(0, 5)
            .mapToObj(_ -> Thread.startVirtualThread(() -> scanning.scan(this::opened, "f")))
            .toList();
    await().until(() -> requests.stream().allMatch(ScanningTest::isWaiting) && open.get() >= 2);

    assertThat(open).hasValue(2);

    gate.countDown();
    for (Thread request : requests) {
      request.join();
    }
    assertThat(open).hasValue(5);
    scanning.stop();
  }

  private static boolean isWaiting(Thread request) {
    return request.getState() == Thread.State.WAITING;
  }

  private Content opened() {
    open.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Empty();
  }

  /** A file without bytes. */
  private static final class Empty implements Content {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      return -1;
    }

    @Override
    public void close() {}
  }
}
