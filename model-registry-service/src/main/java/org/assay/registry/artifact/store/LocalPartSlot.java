package org.assay.registry.artifact.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assay.contracts.name.Digest;

/**
 * A range of an upload's file that one request of this process writes.
 *
 * <p>Not a lock of the kernel's: POSIX drops those of a process as soon as it closes any descriptor
 * of the file, so another part's end would end them. Copies of the service that share a folder do
 * not see each other's slots; the digest of the whole is taken from what lies there in the end, so
 * a mix of two tells itself.
 */
final class LocalPartSlot implements ArtifactStore.PartSlot {

  private final Path file;
  private final long length;
  private final DiskWriter writer;
  private final Held held;
  private final Table table;

  private LocalPartSlot(Table table, Held held, Path file, long length, DiskWriter writer) {
    this.table = table;
    this.held = held;
    this.file = file;
    this.length = length;
    this.writer = writer;
  }

  @Override
  public Digest write(InputStream body) {
    writer.requireRoom(length);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      DiskWriter.Written written = writer.copy(body, channel, held.from(), length);
      if (written.size() != length) {
        throw new BodyBrokenException(
            "The part has %d bytes; its place takes %d".formatted(written.size(), length));
      }
      channel.force(true);
      return written.digest();
    } catch (IOException e) {
      throw writer.failed(e);
    }
  }

  @Override
  public void close() {
    table.slots.remove(held);
  }

  /** The slots that are held; as many as requests that write at present. */
  static final class Table {

    private final Set<Held> slots = ConcurrentHashMap.newKeySet();

    LocalPartSlot hold(UUID upload, long from, long length, Path file, DiskWriter writer) {
      Held held = new Held(upload, from);
      if (!slots.add(held)) {
        throw new PartBusyException("Another request writes the part already");
      }
      return new LocalPartSlot(this, held, file, length, writer);
    }
  }

  private record Held(UUID upload, long from) {}
}
