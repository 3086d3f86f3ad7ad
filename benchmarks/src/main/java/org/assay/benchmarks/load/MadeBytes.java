package org.assay.benchmarks.load;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;

/**
 * Bytes of a file that nobody keeps: made anew from a seed wherever they are needed. They do not
 * compress, and no two seeds or places give the same.
 */
final class MadeBytes extends InputStream {

  private static final int PIECE = 1 << 20;

  private final byte[] piece = new byte[PIECE];
  private final long size;
  private long read;

  MadeBytes(long seed, long size) {
    this.size = size;
    new Random(seed).nextBytes(piece);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (read == size) {
      return length == 0 ? 0 : -1;
    }
    int within = (int) (read % PIECE);
    if (within == 0) {
      ByteBuffer.wrap(piece).putLong(0, read); // so that no piece is like another
    }
    int count = (int) Math.min(Math.min(length, PIECE - within), size - read);
    System.arraycopy(piece, within, target, offset, count);
    read += count;
    return count;
  }
}
