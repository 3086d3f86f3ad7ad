package org.assay.registry.artifact.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.assay.registry.artifact.store.Content;

/** Bytes from a position on as a stream, which skips without reading. */
final class ContentInput extends InputStream {

  private final Content content;
  private long position;
  private final long end;

  ContentInput(Content content, long from, long length) {
    this.content = content;
    this.position = from;
    this.end = from + length;
  }

  static ContentInput of(Content content) throws IOException {
    return new ContentInput(content, 0, content.size());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (position >= end) {
      return -1;
    }
    int most = (int) Math.min(length, end - position);
    int count = content.read(ByteBuffer.wrap(into, offset, most), position);
    if (count > 0) {
      position += count;
    }
    return count;
  }

  @Override
  public long skip(long length) {
    long passed = Math.clamp(length, 0, end - position);
    position += passed;
    return passed;
  }
}
