package org.assay.registry.artifact.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.assay.contracts.name.Digest;

/** Brings bytes to the disk, taking their digest on the way, and watches the room that is left. */
final class DiskWriter {

  private static final int BUFFER = 1 << 17;

  /** How often the room is looked at while bytes of unknown number come in. */
  private static final long LOOK_EVERY = 64L << 20;

  private final Path folder;
  private final long reserve;

  DiskWriter(Path folder, long reserve) {
    this.folder = folder;
    this.reserve = reserve;
  }

  /**
   * Copies until the body ends.
   *
   * @throws BodyTooLargeException once there are more bytes than the limit
   */
  Written copy(InputStream body, FileChannel channel, long limit) throws IOException {
    MessageDigest digest = Sha256.begin();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    long looked = 0;
    requireRoom(0);
    for (int count = next(body, buffer); count > 0; count = next(body, buffer)) {
      if (size + count > limit) {
        throw new BodyTooLargeException("There are more than the %d bytes taken".formatted(limit));
      }
      digest.update(buffer, 0, count);
      write(channel, ByteBuffer.wrap(buffer, 0, count));
      size += count;
      if (size - looked >= LOOK_EVERY) {
        looked = size;
        requireRoom(0);
      }
    }
    return new Written(Digest.of(digest.digest()), size);
  }

  /**
   * Copies files one after the other.
   *
   * @param progress is told now and then how many bytes are done
   */
  Written join(List<Path> files, FileChannel channel, LongConsumer progress) throws IOException {
    MessageDigest digest = Sha256.begin();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    long told = 0;
    for (Path file : files) {
      try (InputStream bytes = Files.newInputStream(file)) {
        for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
          digest.update(buffer, 0, count);
          write(channel, ByteBuffer.wrap(buffer, 0, count));
          size += count;
          if (size - told >= LOOK_EVERY) {
            told = size;
            requireRoom(0);
            progress.accept(size);
          }
        }
      }
    }
    return new Written(Digest.of(digest.digest()), size);
  }

  /**
   * Fills the buffer, however small the pieces are that come; 0 at the end. What fails here is the
   * sender's side; what fails in writing is this machine's.
   */
  private static int next(InputStream body, byte[] buffer) {
    try {
      return body.readNBytes(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new BodyBrokenException("The body broke off", e);
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Looks whether so many bytes would leave the reserve free.
   *
   * @throws StoreFullException if not
   */
  void requireRoom(long bytes) {
    try {
      Files.createDirectories(folder);
      long usable = Files.getFileStore(folder).getUsableSpace();
      if (usable - bytes < reserve) {
        throw new StoreFullException("The disk has %d bytes left to give".formatted(usable));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The artifact folder cannot be used", e);
    }
  }

  /** Java has no exception of its own for a full disk; the system's words are all there is. */
  RuntimeException failed(IOException failure) {
    String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return said.contains("no space left") || said.contains("quota exceeded")
        ? new StoreFullException("The disk is full", failure)
        : new UncheckedIOException("The artifact folder cannot be written", failure);
  }

  /** Makes a new name in a folder durable. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * What was brought there.
   *
   * @param digest the SHA-256 of the bytes
   * @param size how many they are
   */
  record Written(Digest digest, long size) {}
}
