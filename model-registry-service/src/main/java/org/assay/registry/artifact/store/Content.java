package org.assay.registry.artifact.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes to be read at any place. */
public interface Content extends Closeable {

  /** Returns how many there are. */
  long size() throws IOException;

  /**
   * Reads from a position on, as much as the buffer takes and there is.
   *
   * @return how many bytes were read, -1 at or beyond the end
   */
  int read(ByteBuffer into, long position) throws IOException;
}
