package org.assay.registry.artifact.scan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What comes out of a compressed stream, watched for how much that is.
 *
 * <p>Models, data and text shrink to a third or a tenth; DEFLATE makes a run of equal bytes 1,032
 * times smaller at best (RFC 1951, 3.2.5: 258 bytes in two bits). An array of numbers may honestly
 * be nearly all zeros, so arrays are given more room: see ADR 0013.
 */
final class Inflated extends FilterInputStream {

  /** Beyond so many bytes, what grew more than so many times counts as a bomb. */
  private static final long BOMB_FROM = 64L << 20;

  private static final long BOMB_RATIO = 200;

  /** Beyond so many bytes, arrays that grew so many times count as a bomb too. */
  private static final long BOMB_OF_ARRAYS_FROM = 1L << 30;

  private static final long MOST_OF_DEFLATE = 1_032;

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

  /**
   * Says whether an archive is out of all proportion, in which entries may share their bytes.
   *
   * @param arrays how much of what it unpacks to are arrays of numbers
   */
  static boolean isBomb(long packed, long unpacked, long arrays) {
    return isBomb(packed, unpacked - arrays)
        || (isBomb(packed, arrays)
            && (arrays > BOMB_OF_ARRAYS_FROM || arrays / MOST_OF_DEFLATE > packed));
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
      findings.add(Verdict.BOMB, "%d bytes unpack to more than %d".formatted(packed, BOMB_FROM));
      throw new IOException("Read no further than byte %d of what is packed".formatted(read));
    }
    effort.unpacked(more);
  }
}
