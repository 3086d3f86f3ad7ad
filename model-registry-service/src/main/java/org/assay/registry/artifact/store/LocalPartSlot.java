package org.assay.registry.artifact.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assay.registry.artifact.store.ArtifactStore.StoredPart;

/**
 * The turn of one part, held by one request of this process.
 *
 * <p>It spares the disk, and is no lock that anything else relies on: copies of the service that
 * share a folder do not see each other's slots. Each request writes a file that is its own, and
 * which of two counts is settled where the part is noted.
 */
final class LocalPartSlot implements ArtifactStore.PartSlot {

  private final Path folder;
  private final long length;
  private final DiskWriter writer;
  private final Held held;
  private final Table table;

  private LocalPartSlot(Table table, Held held, Path folder, long length, DiskWriter writer) {
    this.table = table;
    this.held = held;
    this.folder = folder;
    this.length = length;
    this.writer = writer;
  }

  @Override
  public StoredPart write(InputStream body) {
    writer.requireRoom(length);
    String handle = LocalArtifactStore.PART + UUID.randomUUID();
    Path file = folder.resolve(handle);
    boolean whole = false;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      DiskWriter.Written written = writer.copy(body, channel, length);
      if (written.size() != length) {
        throw new BodyBrokenException(
            "The part has %d bytes; it has to have %d".formatted(written.size(), length));
      }
      channel.force(true);
      whole = true;
      return new StoredPart(handle, written.digest(), length);
    } catch (NoSuchFileException e) {
      throw new UploadGoneException("The upload was given up", e);
    } catch (IOException e) {
      throw writer.failed(e);
    } finally {
      if (!whole) {
        LocalArtifactStore.remove(file);
      }
    }
  }

  @Override
  public void discard(StoredPart part) {
    LocalArtifactStore.remove(folder.resolve(part.handle()));
  }

  @Override
  public void close() {
    table.slots.remove(held);
  }

  /** The slots that are held; as many as requests that write at present. */
  static final class Table {

    private final Set<Held> slots = ConcurrentHashMap.newKeySet();

    LocalPartSlot hold(UUID upload, int number, Path folder, long length, DiskWriter writer) {
      Held held = new Held(upload, number);
      if (!slots.add(held)) {
        throw new PartBusyException("Another request writes the part already");
      }
      return new LocalPartSlot(this, held, folder, length, writer);
    }
  }

  private record Held(UUID upload, int number) {}
}
