package org.assay.registry.artifact.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assay.contracts.name.Digest;

/**
 * Keeps bytes by their digest. Bodies pass through in pieces: however large a file is, what is held
 * in memory is one buffer.
 *
 * <p>Bytes first come in ({@link #receive}, or {@link #reserve} and {@link #hold} for a file in
 * parts) and lie apart, where nothing reads them but the scan. {@link #keep} then puts them under
 * their digest in one step, so that a file is there whole or not at all. Who keeps and who deletes
 * the same digest at the same time is settled by the caller's lock on it.
 */
public interface ArtifactStore {

  /**
   * Takes bytes in until the stream ends, and makes them durable.
   *
   * @param limit the most bytes that are taken
   * @throws BodyBrokenException if the stream fails; nothing is kept
   * @throws BodyTooLargeException beyond the limit; nothing is kept
   * @throws StoreFullException if there is no room; nothing is kept
   */
  Incoming receive(InputStream body, long limit);

  /**
   * Makes room for a file that comes in parts.
   *
   * @throws StoreFullException if there is no room
   */
  void reserve(UUID upload, long size);

  /**
   * Takes the place of one part, so that nobody else writes it until the slot is closed.
   *
   * @param from the position of the part's first byte in the file
   * @param length how many bytes it has
   * @throws PartBusyException if another request has it at present
   */
  PartSlot hold(UUID upload, long from, long length);

  /** Returns the whole of a file whose parts are all written; reads it once for its digest. */
  Incoming assemble(UUID upload, long size);

  /** Returns the bytes of an upload, as {@link #assemble} found them. */
  Incoming assembled(UUID upload, Digest digest, long size);

  /** Gives up an upload and its bytes; does nothing where there is none. */
  void abandon(UUID upload);

  /** Puts what came in under its digest; where the store has that already, drops the new copy. */
  void keep(Incoming incoming);

  /** Drops what came in; does nothing where it is kept or dropped already. */
  void discard(Incoming incoming);

  /** Opens what came in for the scan. */
  Content open(Incoming incoming) throws IOException;

  /**
   * Opens kept bytes from a position on.
   *
   * @throws IOException if the store has no such digest or cannot be read
   */
  InputStream read(Digest digest, long from) throws IOException;

  /**
   * Returns the file on this machine that has kept bytes and nothing else, which the kernel can
   * send by itself; empty where the store keeps them elsewhere.
   */
  Optional<Path> file(Digest digest);

  /** Removes kept bytes; does nothing where there are none. */
  void delete(Digest digest);

  /** Tells every digest whose bytes were put there before the instant, in no order. */
  void forEachKept(Instant before, Consumer<Digest> each);

  /** Drops bytes that came in before the instant and were neither kept nor belong to an upload. */
  void discardStale(Instant before);

  /** Tells every upload whose bytes were touched last before the instant, in no order. */
  void forEachUpload(Instant before, Consumer<UUID> each);

  /**
   * Bytes that came in and are not kept yet.
   *
   * @param handle what the store knows them by
   * @param digest the SHA-256 of their bytes
   * @param size how many they are
   */
  record Incoming(String handle, Digest digest, long size) {}

  /** The place of one part, held against others. */
  interface PartSlot extends AutoCloseable {

    /**
     * Takes the part in, and makes it durable.
     *
     * @return the digest of the part's bytes
     * @throws BodyBrokenException if the stream fails or has another length than the part
     * @throws BodyTooLargeException if it is longer
     * @throws StoreFullException if there is no room
     */
    Digest write(InputStream body);

    /** Lets others take it. */
    @Override
    void close();
  }
}
