package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assay.registry.artifact.scan.Verdict;
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
            .mapToObj(_ -> Thread.startVirtualThread(() -> scanning.scan(this::opened, "f.pkl")))
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

  @Test
  void keepsNoFileWaitingOfWhichTheBeginningSaysAll() throws InterruptedException {
    List<Thread> requests =
        IntStream.range(0, 3)
            .mapToObj(_ -> Thread.startVirtualThread(() -> scanning.scan(this::opened, "f.pkl")))
            .toList();
    await().until(() -> open.get() == 2);

    assertThat(scanning.scan(Empty::new, "MLmodel").verdict()).isNotEqualTo(Verdict.DANGEROUS);

    gate.countDown();
    for (Thread request : requests) {
      request.join();
    }
    scanning.stop();
  }

  private static boolean isWaiting(Thread request) {
    return request.getState() == Thread.State.WAITING;
  }

  /** Holds up who scans it, not who looks at its beginning. */
  private Content opened() {
    if (!Thread.currentThread().getName().startsWith("scan-")) {
      return new Pickle();
    }
    open.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Pickle();
  }

  /** The beginning of a pickle, which is all there is of it. */
  private static final class Pickle implements Content {
    private static final byte[] BYTES = {(byte) 0x80, 4};

    @Override
    public long size() {
      return BYTES.length;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      int count = (int) Math.min(into.remaining(), BYTES.length - position);
      if (count <= 0) {
        return -1;
      }
      into.put(BYTES, (int) position, count);
      return count;
    }

    @Override
    public void close() {}
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
