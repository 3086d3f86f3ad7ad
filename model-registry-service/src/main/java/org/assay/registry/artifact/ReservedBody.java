package org.assay.registry.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A body on its way, which has the room that it takes promised before its bytes are stored, and the
 * promise renewed for as long as it comes.
 */
final class ReservedBody extends FilterInputStream {

  private static final Duration RENEW_AFTER = Duration.ofMinutes(1);

  private final Room room;
  private final Clock clock;
  private long promised;
  private long read;
  private Instant renewed;

  /**
   * Makes one.
   *
   * @param promised how many of its bytes have room
   */
  ReservedBody(InputStream body, long promised, Room room, Clock clock) {
    super(body);
    this.promised = promised;
    this.room = room;
    this.clock = clock;
    this.renewed = clock.instant();
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int bytes) {
    read += bytes;
    long missing = Math.max(0, read - promised);
    Instant now = clock.instant();
    if (missing > 0 || now.isAfter(renewed.plus(RENEW_AFTER))) {
      promised += room.promise(missing);
      renewed = now;
    }
  }

  /** Where room is promised. */
  interface Room {

    /**
     * Renews the promise, with at least so many bytes more.
     *
     * @return how many more
     * @throws org.assay.kit.problem.ProblemException 507 {@code QUOTA_EXCEEDED}
     */
    long promise(long atLeast);
  }
}
