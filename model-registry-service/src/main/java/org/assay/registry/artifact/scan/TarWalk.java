package org.assay.registry.artifact.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Walks the headers of a tar archive (POSIX.1-2017 pax, ustar and GNU's long names). */
final class TarWalk {

  private static final int BLOCK = 512;
  private static final int MOST_ENTRIES = 100_000;
  private static final int LONGEST_NAME = 1 << 16;

  private final ByteReader in;
  private final Findings findings;
  private @Nullable String longName;

  TarWalk(ByteReader in, Findings findings) {
    this.in = in;
    this.findings = findings;
  }

  void walk() throws IOException {
    findings.looked();
    for (int entries = 0; in.peek() >= 0; entries++) {
      if (entries == MOST_ENTRIES) {
        throw new IOException("More than %d entries".formatted(MOST_ENTRIES));
      }
      byte[] header = in.bytes(BLOCK);
      if (header[0] == 0) {
        return; // the end is a block of zeros
      }
      entry(header);
    }
  }

  private void entry(byte[] header) throws IOException {
    long size = number(header, 124, 12);
    if (size < 0) {
      throw new IOException("The sizes in the archive are out of range");
    }
    long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
    char type = (char) header[156];
    if (type == 'L' || type == 'x') {
      byte[] content = in.bytes((int) Math.min(size, LONGEST_NAME));
      in.skip(padded - content.length);
      longName = type == 'L' ? text(content, 0, content.length) : paxPath(content);
      return;
    }
    String name = longName != null ? longName : name(header);
    longName = null;
    EntryName.check(name, findings);
    if (type == '1' || type == '2') {
      EntryName.checkLink(name, text(header, 157, 100), findings);
    }
    in.skip(padded);
  }

  private static String name(byte[] header) {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Records are {@code "<length> <key>=<value>\n"}. */
  private static @Nullable String paxPath(byte[] content) {
    for (String record : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
      int key = record.indexOf(" path=");
      if (key >= 0) {
        return record.substring(key + " path=".length());
      }
    }
    return null;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** Octal digits, or with the first bit set a big-endian number (GNU). */
  private static long number(byte[] header, int from, int length) throws IOException {
    if ((header[from] & 0x80) != 0) {
      long value = header[from] & 0x7f;
      for (int i = from + 1; i < from + length; i++) {
        value = (value << 8) | (header[i] & 0xff);
      }
      return value;
    }
    String octal = text(header, from, length).strip();
    if (octal.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("A header of the archive cannot be read", e);
    }
  }
}
