package org.assay.registry.artifact.scan;

import java.io.IOException;

/**
 * What the scan of one file has done so far, all pickles and packed entries of it together: a small
 * file may hold many, or list the same one many times.
 */
final class Effort {

  private static final long MOST_STEPS = 50_000_000;
  private static final long MOST_UNPACKED = 1L << 30;

  private final long mostUnpacked;
  private long steps;
  private long unpacked;

  Effort() {
    this(MOST_UNPACKED);
  }

  Effort(long mostUnpacked) {
    this.mostUnpacked = mostUnpacked;
  }

  /** Counts an opcode. */
  void step(long position) throws IOException {
    if (++steps > MOST_STEPS) {
      throw new IOException("Read no further than byte %d of the pickle".formatted(position));
    }
  }

  /** Counts bytes that were unpacked. */
  void unpacked(long more) throws IOException {
    unpacked += more;
    if (unpacked > mostUnpacked) {
      throw new IOException("Unpacked no more than %d bytes".formatted(mostUnpacked));
    }
  }

  /** Returns whether there is something that was not looked at for its sheer amount. */
  boolean spent() {
    return steps > MOST_STEPS || unpacked > mostUnpacked;
  }
}
