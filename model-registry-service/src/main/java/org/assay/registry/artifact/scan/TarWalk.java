package org.assay.registry.artifact.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks the headers of a tar archive (POSIX.1-2017 pax, ustar and GNU's long names), and the
 * pickles in it.
 */
final class TarWalk {

  private static final int BLOCK = 512;
  private static final int MOST_ENTRIES = 100_000;
  private static final int LONGEST = 1 << 16;

  /** The end is a block of zeros, whatever follows it. */
  private static final byte[] END = new byte[BLOCK];

  /** Links, devices, folders and pipes. */
  private static final String WITHOUT_BYTES = "123456";

  private static final List<String> NAMES = List.of("path", "GNU.sparse.name");
  private static final String TARGET = "linkpath";
  private static final String SIZE = "size";
  private static final Set<String> KEYS = Set.of("path", "GNU.sparse.name", TARGET, SIZE);

  /** What headers say before one entry; that is its name and target, said in two ways. */
  private static final int MOST_SAID = 8;

  private static final Pattern RECORD = Pattern.compile("(\\d{1,6}) ([^=]+)=");

  private final ByteReader in;
  private final Findings findings;
  private final Effort effort;

  /** What headers said of the next entry: each name it might get, and where it would point. */
  private final List<String> names = new ArrayList<>();

  private final List<String> targets = new ArrayList<>();
  private @Nullable Long size;

  TarWalk(ByteReader in, Findings findings, Effort effort) {
    this.in = in;
    this.findings = findings;
    this.effort = effort;
  }

  void walk() throws IOException {
    findings.looked();
    for (int entries = 0; in.peek() >= 0; entries++) {
      if (entries == MOST_ENTRIES) {
        throw new IOException("More than %d entries".formatted(MOST_ENTRIES));
      }
      byte[] header = in.bytes(BLOCK);
      if (Arrays.equals(header, END)) {
        return;
      }
      requireChecksum(header);
      header(header);
    }
  }

  private void header(byte[] header) throws IOException {
    long length = inRange(number(header, 124, 12));
    switch ((char) header[156]) {
      case 'L' -> names.add(text(content(length)));
      case 'K' -> targets.add(text(content(length)));
      case 'x', 'X' -> note(records(content(length)));
      case 'g' -> ofAll(records(content(length)));
      default -> entry(header, length);
    }
    if (names.size() + targets.size() > MOST_SAID) {
      throw unreadable();
    }
  }

  private void note(Map<String, String> records) throws IOException {
    NAMES.stream().map(records::get).filter(Objects::nonNull).forEach(names::add);
    String target = records.get(TARGET);
    if (target != null) {
      targets.add(target);
    }
    String stated = records.get(SIZE);
    if (stated != null) {
      if (size != null || !stated.matches("\\d{1,18}")) {
        throw unreadable();
      }
      size = Long.valueOf(stated);
    }
  }

  /** What is said of all entries that follow is looked at once; of a size readers differ. */
  private void ofAll(Map<String, String> records) throws IOException {
    if (records.containsKey(SIZE)) {
      throw unreadable();
    }
    NAMES.stream()
        .map(records::get)
        .filter(Objects::nonNull)
        .forEach(name -> EntryName.check(name, findings));
    String target = records.get(TARGET);
    if (target != null) {
      EntryName.checkLink("all", target, findings);
    }
  }

  private void entry(byte[] header, long stated) throws IOException {
    long length = size == null ? stated : size;
    char type = (char) header[156];
    if (names.isEmpty()) {
      names.add(name(header));
    }
    if (targets.isEmpty()) {
      targets.add(text(header, 157, 100));
    }
    names.forEach(name -> EntryName.check(name, findings));
    if (type == '1' || type == '2') {
      targets.forEach(target -> EntryName.checkLink(names.getLast(), target, findings));
    }
    if (isAmbiguous(header, type, length)) {
      throw new IOException("It cannot be told what follows the entry " + names.getLast());
    }
    Bytes bytes = new Bytes(length);
    if (length > 0 && names.stream().anyMatch(ArtifactScan::isPickleName)) {
      PickleWalk.walkEntry(bytes, names.getLast(), findings, effort);
    }
    names.clear();
    targets.clear();
    size = null;
    in.skip(padded(length) - length + bytes.left);
  }

  /** The bytes of an entry; those that are left are still to be passed. */
  private final class Bytes extends InputStream {
    private long left;

    Bytes(long length) {
      left = length;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return in.next();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = 0;
      while (count < length && left > 0) {
        into[offset + count] = (byte) read();
        count++;
      }
      return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public long skip(long length) throws IOException {
      long passed = Math.clamp(length, 0, left);
      in.skip(passed);
      left -= passed;
      return passed;
    }
  }

  /** Whether readers differ in how many bytes of the entry come before the next header. */
  private static boolean isAmbiguous(byte[] header, char type, long length) {
    boolean folder = type == 0 && text(header, 0, 100).endsWith("/");
    boolean sparse = type == 'S' && header[482] != 0;
    return sparse || (length > 0 && (folder || WITHOUT_BYTES.indexOf(type) >= 0));
  }

  /** Returns what a header has to say that stands in blocks of its own. */
  private byte[] content(long length) throws IOException {
    if (length > LONGEST) {
      throw new IOException("A header of the archive is too long");
    }
    byte[] content = in.bytes((int) length);
    in.skip(padded(length) - length);
    return content;
  }

  private static long padded(long length) throws IOException {
    return inRange((length + BLOCK - 1) / BLOCK * BLOCK);
  }

  private static long inRange(long length) throws IOException {
    if (length < 0) {
      throw new IOException("The sizes in the archive are out of range");
    }
    return length;
  }

  /** Programs pass over a header with another sum, or end there; what follows is not the same. */
  private static void requireChecksum(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(header, 148, 8)) {
      throw new IOException("A header of the archive has another checksum");
    }
  }

  private static String name(byte[] header) {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Records are {@code "<length> <key>=<value>\n"}; of a key that stands twice the last counts. */
  private static Map<String, String> records(byte[] content) throws IOException {
    Map<String, String> records = new HashMap<>();
    String text = new String(content, StandardCharsets.ISO_8859_1);
    Matcher record = RECORD.matcher(text);
    int end;
    for (int at = 0; at < text.length() && text.charAt(at) != 0; at = end) {
      if (!record.region(at, text.length()).lookingAt()) {
        throw unreadable();
      }
      end = at + Integer.parseInt(record.group(1));
      if (end <= record.end() || end > text.length() || text.charAt(end - 1) != '\n') {
        throw unreadable();
      }
      if (KEYS.contains(record.group(2))) {
        String value =
            new String(content, record.end(), end - 1 - record.end(), StandardCharsets.UTF_8);
        records.put(record.group(2), value);
      }
    }
    return records;
  }

  private static IOException unreadable() {
    return new IOException("An extended header of the archive cannot be read");
  }

  private static String text(byte[] content) {
    return text(content, 0, content.length);
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
