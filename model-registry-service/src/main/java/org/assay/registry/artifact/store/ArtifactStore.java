package org.assay.registry.artifact.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.assay.contracts.name.Digest;

/**
 * Keeps bytes by their digest. Bodies pass through in pieces: however large a file is, what is held
 * in memory is one buffer.
 *
 * <p>Bytes first come in ({@link #receive}, or {@link #hold} and {@link #assemble} for a file in
 * parts) and lie apart, where nothing reads them but the scan. {@link #keep} then gives them their
 * place under their digest in one step, so that a file is there whole or not at all. Who keeps and
 * who deletes the same digest at the same time is settled by the caller's lock on it.
 *
 * <p>Whatever is kept was written by one request or one {@link #assemble}, which had its file for
 * itself and closed it before its digest was told. So nobody can still write into kept bytes,
 * however many copies of the service share the store.
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
   * Makes a place for a file that comes in parts. While {@link #assemble} puts it together it takes
   * twice its size.
   *
   * @throws StoreFullException if there is no room
   */
  void reserve(UUID upload, long size);

  /**
   * Takes a part's turn, so that no other request of this process sends it until the slot is
   * closed.
   *
   * @param length how many bytes the part has
   * @throws PartBusyException if another request has it at present
   */
  PartSlot hold(UUID upload, int number, long length);

  /**
   * Puts the parts of a file together, in a file that nobody else has ever had, and takes the
   * digest of what is written there.
   *
   * @param parts all parts in their order
   * @param progress is told now and then how many bytes are done; what it throws ends the work, and
   *     nothing of it stays
   * @throws StoreFullException if there is no room; nothing of it stays
   */
  Incoming assemble(UUID upload, List<StoredPart> parts, LongConsumer progress);

  /** Drops the parts of an upload, once it is put together. */
  void dropParts(UUID upload);

  /** Gives up an upload and its bytes; does nothing where there is none. */
  void abandon(UUID upload);

  /** Gives what came in its place under its digest; where the store has that already, it stays. */
  void keep(Incoming incoming);

  /** Drops what came in, but not what is kept of it; does nothing where it is dropped already. */
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

  /**
   * Sets kept bytes aside, where nothing finds them; does nothing where there are none. Whether
   * they come back or go is said once it is sure ({@link #restore}, {@link #drop}).
   */
  Optional<Aside> setAside(Digest digest);

  /** Gives bytes that were set aside their place back, unless others have come there meanwhile. */
  void restore(Aside aside);

  /** Removes bytes that were set aside. */
  void drop(Aside aside);

  /** Tells all bytes that were set aside, as a crash leaves them, in no order. */
  void forEachAside(Consumer<Aside> each);

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

  /**
   * A part that came in.
   *
   * @param handle what the store knows it by
   * @param digest the SHA-256 of its bytes
   * @param size how many they are
   */
  record StoredPart(String handle, Digest digest, long size) {}

  /**
   * Kept bytes that were set aside.
   *
   * @param handle what the store knows them by
   * @param digest the SHA-256 of their bytes
   */
  record Aside(String handle, Digest digest) {}

  /** The turn of one part, held against others. */
  interface PartSlot extends AutoCloseable {

    /**
     * Takes the part in, in a file of its own, and makes it durable.
     *
     * @throws BodyBrokenException if the stream fails or has another length than the part
     * @throws BodyTooLargeException if it is longer
     * @throws StoreFullException if there is no room
     * @throws UploadGoneException if the upload was given up
     */
    StoredPart write(InputStream body);

    /** Drops what came in, where it is not needed. */
    void discard(StoredPart part);

    /** Lets others take it. */
    @Override
    void close();
  }
}
