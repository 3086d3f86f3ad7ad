package org.assay.registry.artifact.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads forward through one buffer, and knows where it is. */
final class ByteReader {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long before;

  ByteReader(InputStream in) {
    this.in = in;
  }

  /** Returns how many bytes were read. */
  long position() {
    return before + at;
  }

  /** Returns the next byte, -1 at the end. */
  int read() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xff;
  }

  /** Returns the next byte, and does not pass it; -1 at the end. */
  int peek() throws IOException {
    return at == end && !fill() ? -1 : buffer[at] & 0xff;
  }

  /** Returns the next byte. */
  int next() throws IOException {
    int value = read();
    if (value < 0) {
      throw new EOFException("The file ends at byte " + position());
    }
    return value;
  }

  /**
   * Returns a little-endian number of so many bytes; one beyond {@code long} comes out negative.
   */
  long number(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) next();
    }
    return bytes;
  }

  /** Returns the text up to the next line feed, which is passed. */
  String line(int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int value = next(); value != '\n'; value = next()) {
      if (line.length() >= longest) {
        throw new IOException("A line at byte %d is too long".formatted(position()));
      }
      line.append((char) value);
    }
    return line.toString();
  }

  String text(int length) throws IOException {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  void skip(long length) throws IOException {
    if (length < 0) {
      throw new IOException("A length at byte %d is out of range".formatted(position()));
    }
    long buffered = Math.min(length, end - at);
    at += (int) buffered;
    long left = length - buffered;
    if (left > 0) {
      in.skipNBytes(left);
      before += left;
    }
  }

  private boolean fill() throws IOException {
    before += end;
    at = 0;
    end = Math.max(0, in.read(buffer, 0, BUFFER));
    return end > 0;
  }
}
