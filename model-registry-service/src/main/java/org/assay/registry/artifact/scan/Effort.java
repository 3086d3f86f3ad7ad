package org.assay.registry.artifact.scan;

import java.io.IOException;

/**
 * What the scan of one file has done so far, all pickles and packed entries of it together: a small
 * file may hold many, or list the same one many times.
 */
final class Effort {

  private static final long MOST_STEPS = 50_000_000;
  private static final long MOST_UNPACKED = 1L << 30;

  private long steps;
  private long unpacked;

  /** Counts an opcode. */
  void step(long position) throws IOException {
    if (++steps > MOST_STEPS) {
      throw new IOException("Read no further than byte %d of the pickle".formatted(position));
    }
  }

  /** Counts bytes that were unpacked. */
  void unpacked(long more) throws IOException {
    unpacked += more;
    if (unpacked > MOST_UNPACKED) {
      throw new IOException("Unpacked no more than %d bytes".formatted(MOST_UNPACKED));
    }
  }

  /** Returns whether there is something that was not looked at for its sheer amount. */
  boolean spent() {
    return steps > MOST_STEPS || unpacked > MOST_UNPACKED;
  }
}
