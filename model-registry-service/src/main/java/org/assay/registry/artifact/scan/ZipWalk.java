package org.assay.registry.artifact.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.assay.registry.artifact.store.Content;

/**
 * Walks the central directory of a zip archive (PKWARE APPNOTE 6.3.10 sections 4.3.12 to 4.3.16),
 * and the pickles in it, as PyTorch writes them. The JDK's reader would hold the whole directory.
 */
final class ZipWalk {

  private static final int END = 0x06054b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int END_64 = 0x06064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END_LENGTH = 22;
  private static final int LOCATOR_LENGTH = 20;
  private static final int END_64_LENGTH = 56;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long IN_64 = 0xffffffffL;
  private static final int MOST_ENTRIES = 100_000;
  private static final int MOST_PICKLES = 100;
  private static final int LINK = 0xa000;
  private static final int KIND = 0xf000;

  private final Content content;
  private final Findings findings;
  private final Effort effort;
  private int pickles;

  ZipWalk(Content content, Findings findings, Effort effort) {
    this.content = content;
    this.findings = findings;
    this.effort = effort;
  }

  void walk() throws IOException {
    findings.looked();
    // First, for what is in it may end the second pass before it comes to the largest entry.
    Weight weight = new Weight();
    forEach(weight::add);
    if (Inflated.isBomb(content.size(), weight.unpacked, weight.arrays)) {
      findings.add(
          Verdict.BOMB, "%d bytes unpack to %d".formatted(content.size(), weight.unpacked));
      return;
    }
    if (Inflated.isBomb(content.size(), weight.unpacked)) {
      findings.add(
          Verdict.SUSPICIOUS,
          "%d bytes unpack to %d of arrays".formatted(content.size(), weight.unpacked));
    }
    forEach(this::look);
  }

  private void forEach(EntryAct act) throws IOException {
    ByteReader directory = new ByteReader(directory());
    int entries = 0;
    while (directory.peek() >= 0) {
      if (directory.number(4) != ENTRY) {
        throw new IOException("The directory of the archive cannot be read");
      }
      if (++entries > MOST_ENTRIES) {
        throw new IOException("More than %d entries".formatted(MOST_ENTRIES));
      }
      act.on(entry(directory));
    }
  }

  private static Entry entry(ByteReader in) throws IOException {
    in.skip(6); // versions, flags
    int method = (int) in.number(2);
    in.skip(8); // time, checksum
    long packed = in.number(4);
    long size = in.number(4);
    int name = (int) in.number(2);
    int extra = (int) in.number(2);
    int comment = (int) in.number(2);
    in.skip(4); // disk, internal attributes
    int mode = (int) (in.number(4) >>> 16);
    long offset = in.number(4);
    String text = in.text(name);
    byte[] extras = in.bytes(extra);
    in.skip(comment);
    return new Entry(text, method, packed, size, offset, mode).widened(extras);
  }

  private void look(Entry entry) throws IOException {
    EntryName.check(entry.name(), findings);
    if ((entry.mode() & KIND) == LINK) {
      findings.add(Verdict.SUSPICIOUS, "An entry is a link: " + entry.name());
    }
    if (!ArtifactScan.isPickleName(entry.name())) {
      return;
    }
    pickles++;
    if (pickles <= MOST_PICKLES) {
      walkPickle(entry);
    } else if (pickles == MOST_PICKLES + 1) {
      findings.add(
          Verdict.UNREADABLE, "Of the pickles in it only %d were read".formatted(MOST_PICKLES));
    }
  }

  private void walkPickle(Entry entry) throws IOException {
    Inflater inflater = new Inflater(true);
    try (InputStream packed = bytesOf(entry)) {
      InputStream in =
          switch (entry.method()) {
            case 0 -> packed;
            case 8 ->
                new Inflated(
                    new InflaterInputStream(packed, inflater), content.size(), findings, effort);
            default -> throw new IOException("A pickle is packed in an unknown way");
          };
      PickleWalk.walkEntry(in, entry.name(), findings, effort);
    } finally {
      inflater.end();
    }
  }

  private InputStream bytesOf(Entry entry) throws IOException {
    ByteReader local = new ByteReader(new ContentInput(content, entry.offset(), 30));
    if (local.number(4) != LOCAL) {
      throw new IOException("An entry of the archive is not where the directory says");
    }
    local.skip(22);
    long name = local.number(2);
    long extra = local.number(2);
    return new ContentInput(content, entry.offset() + 30 + name + extra, entry.packed());
  }

  /**
   * The directory stands right before the end record, which only its comment follows. Readers
   * differ in where they look for it if that does not hold, so then it is not read at all.
   */
  private InputStream directory() throws IOException {
    long size = content.size();
    int tail = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT);
    ByteBuffer last = read(size - tail, tail);
    for (int at = tail - END_LENGTH; at >= 0; at--) {
      if (last.getInt(at) == END) {
        if (at + END_LENGTH + (last.getShort(at + 20) & 0xffff) != tail) {
          throw new IOException("Something follows the archive");
        }
        return directory(
            size - tail + at, last.getInt(at + 16) & IN_64, last.getInt(at + 12) & IN_64);
      }
    }
    throw new IOException("The archive has no directory");
  }

  /** Some readers take the numbers of 64 bits wherever they stand, others only where they must. */
  private InputStream directory(long end, long offset, long length) throws IOException {
    boolean must = offset == IN_64 || length == IN_64;
    if (!must && (end < LOCATOR_LENGTH || read(end - LOCATOR_LENGTH, 4).getInt(0) != LOCATOR_64)) {
      return part(offset, length, end);
    }
    ByteBuffer locator = read(end - LOCATOR_LENGTH, LOCATOR_LENGTH);
    long end64 = end - LOCATOR_LENGTH - END_64_LENGTH;
    if (locator.getInt(0) != LOCATOR_64 || locator.getLong(8) != end64) {
      throw new IOException("The directory of the archive cannot be found");
    }
    ByteBuffer record = read(end64, END_64_LENGTH);
    long wideOffset = record.getLong(48);
    long wideLength = record.getLong(40);
    if (record.getInt(0) != END_64
        || (offset != IN_64 && offset != wideOffset)
        || (length != IN_64 && length != wideLength)) {
      throw new IOException("The directory of the archive cannot be found");
    }
    return part(wideOffset, wideLength, end64);
  }

  private InputStream part(long offset, long length, long end) throws IOException {
    if (offset < 0 || length < 0 || offset != end - length) {
      throw new IOException("The directory of the archive is not where it says");
    }
    return new ContentInput(content, offset, length);
  }

  private ByteBuffer read(long from, int length) throws IOException {
    if (from < 0) {
      throw new IOException("The archive is too short");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (content.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("The archive is too short");
      }
    }
    return bytes;
  }

  @FunctionalInterface
  private interface EntryAct {

    void on(Entry entry) throws IOException;
  }

  /** What the entries unpack to, by their directory, in bytes. */
  private static final class Weight {

    private long unpacked;
    private long arrays;

    void add(Entry entry) throws IOException {
      unpacked += entry.size();
      if (unpacked < 0 || entry.size() < 0 || entry.packed() < 0 || entry.offset() < 0) {
        throw new IOException("The sizes in the archive are out of range");
      }
      if (entry.name().endsWith(".npy")) {
        arrays += entry.size();
      }
    }
  }

  /** What the directory says of an entry; sizes and offset in bytes, the mode as on Unix. */
  private record Entry(String name, int method, long packed, long size, long offset, int mode) {

    /** Takes the numbers that do not fit 32 bits from the extra field 1 (APPNOTE 4.5.3). */
    Entry widened(byte[] extras) {
      ByteBuffer fields = ByteBuffer.wrap(extras).order(ByteOrder.LITTLE_ENDIAN);
      while (fields.remaining() >= 4) {
        int id = fields.getShort() & 0xffff;
        int length = Math.min(fields.getShort() & 0xffff, fields.remaining());
        ByteBuffer field = fields.slice(fields.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        if (id == 1) {
          long wideSize = wide(size, field);
          long widePacked = wide(packed, field);
          return new Entry(name, method, widePacked, wideSize, wide(offset, field), mode);
        }
        fields.position(fields.position() + length);
      }
      return this;
    }

    private static long wide(long value, ByteBuffer field) {
      return value == IN_64 && field.remaining() >= 8 ? field.getLong() : value;
    }
  }
}
