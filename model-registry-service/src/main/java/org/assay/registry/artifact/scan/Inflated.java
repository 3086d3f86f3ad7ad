package org.assay.registry.artifact.scan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a compressed stream, watched for how much that is. */
final class Inflated extends FilterInputStream {

  /** Beyond so many bytes, what grew more than so many times counts as a bomb. */
  static final long BOMB_FROM = 64L << 20;

  static final long BOMB_RATIO = 200;

  private final long packed;
  private final Findings findings;
  private final Effort effort;
  private long read;

  Inflated(InputStream in, long packed, Findings findings, Effort effort) {
    super(in);
    this.packed = packed;
    this.findings = findings;
    this.effort = effort;
  }

  /** Says whether a size is out of all proportion. */
  static boolean isBomb(long packed, long unpacked) {
    return unpacked > BOMB_FROM && unpacked / BOMB_RATIO > packed;
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

  @Override
  public long skip(long length) throws IOException {
    long passed = super.skip(length);
    count(passed);
    return passed;
  }

  private void count(long more) throws IOException {
    read += more;
    if (isBomb(packed, read)) {
      findings.add(
          Verdict.DANGEROUS, "%d bytes unpack to more than %d".formatted(packed, BOMB_FROM));
      throw new IOException("Read no further than byte %d of what is packed".formatted(read));
    }
    effort.unpacked(more);
  }
}
