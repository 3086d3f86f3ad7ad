package org.assay.registry.artifact.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assay.contracts.name.Digest;

/**
 * A folder of this machine: {@code kept/ab/cd/abcd...} by digest, {@code incoming/} for what is not
 * kept yet. A move within the file system takes a file from one to the other, so a crash leaves it
 * here or there, never in part.
 */
@ApplicationScoped
public class LocalArtifactStore implements ArtifactStore {

  private static final String UPLOAD = "upload-";

  private final Path kept;
  private final Path incoming;
  private final DiskWriter writer;
  private final LocalPartSlot.Table slots = new LocalPartSlot.Table();

  LocalArtifactStore(LocalStoreConfig config) {
    Path folder = config.folder().toAbsolutePath();
    this.kept = folder.resolve("kept");
    this.incoming = folder.resolve("incoming");
    this.writer = new DiskWriter(folder, config.reserve().asLongValue());
  }

  @Override
  public Incoming receive(InputStream body, long limit) {
    String handle = UUID.randomUUID().toString();
    Path file = incoming(handle);
    boolean whole = false;
    try (FileChannel channel = create(file)) {
      DiskWriter.Written written = writer.copy(body, channel, 0, limit);
      channel.force(true);
      whole = true;
      return new Incoming(handle, written.digest(), written.size());
    } catch (IOException e) {
      throw writer.failed(e);
    } finally {
      if (!whole) {
        remove(file);
      }
    }
  }

  @Override
  public void reserve(UUID upload, long size) {
    writer.requireRoom(size);
    Path file = incoming(UPLOAD + upload);
    boolean whole = false;
    try (FileChannel channel = create(file)) {
      if (size > 0) {
        channel.write(ByteBuffer.allocate(1), size - 1);
      }
      whole = true;
    } catch (IOException e) {
      throw writer.failed(e);
    } finally {
      if (!whole) {
        remove(file);
      }
    }
  }

  @Override
  public PartSlot hold(UUID upload, long from, long length) {
    return slots.hold(upload, from, length, incoming(UPLOAD + upload), writer);
  }

  @Override
  public Incoming assemble(UUID upload, long size) {
    try (InputStream bytes = Files.newInputStream(incoming(UPLOAD + upload))) {
      DiskWriter.Written read = writer.digest(bytes);
      if (read.size() != size) {
        throw new IllegalStateException("An upload's file has its size from the beginning");
      }
      return assembled(upload, read.digest(), size);
    } catch (IOException e) {
      throw new UncheckedIOException("An upload cannot be read", e);
    }
  }

  @Override
  public Incoming assembled(UUID upload, Digest digest, long size) {
    return new Incoming(UPLOAD + upload, digest, size);
  }

  @Override
  public void abandon(UUID upload) {
    remove(incoming(UPLOAD + upload));
  }

  @Override
  public void keep(Incoming bytes) {
    Path folder = folder(bytes.digest());
    Path target = kept(bytes.digest());
    Path source = incoming(bytes.handle());
    try {
      if (Files.exists(target)) {
        remove(source);
        return;
      }
      Files.createDirectories(folder);
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      DiskWriter.force(folder);
    } catch (AtomicMoveNotSupportedException | NoSuchFileException e) {
      throw new UncheckedIOException("What came in cannot be kept", e);
    } catch (IOException e) {
      throw writer.failed(e);
    }
  }

  @Override
  public void discard(Incoming bytes) {
    remove(incoming(bytes.handle()));
  }

  @Override
  public Content open(Incoming bytes) throws IOException {
    FileChannel channel = FileChannel.open(incoming(bytes.handle()), StandardOpenOption.READ);
    return new Content() {
      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public InputStream read(Digest digest, long from) throws IOException {
    FileChannel channel = FileChannel.open(kept(digest), StandardOpenOption.READ);
    channel.position(from);
    return Channels.newInputStream(channel);
  }

  @Override
  public Optional<Path> file(Digest digest) {
    return Optional.of(kept(digest));
  }

  @Override
  public void delete(Digest digest) {
    remove(kept(digest));
  }

  @Override
  public void forEachKept(Instant before, Consumer<Digest> each) {
    olderIn(kept, before, file -> each.accept(new Digest("sha256:" + file.getFileName())));
  }

  @Override
  public void discardStale(Instant before) {
    olderIn(
        incoming,
        before,
        file -> {
          if (!isUpload(file)) {
            remove(file);
          }
        });
  }

  @Override
  public void forEachUpload(Instant before, Consumer<UUID> each) {
    olderIn(
        incoming,
        before,
        file -> {
          if (isUpload(file)) {
            each.accept(UUID.fromString(file.getFileName().toString().substring(UPLOAD.length())));
          }
        });
  }

  private static boolean isUpload(Path file) {
    return file.getFileName().toString().startsWith(UPLOAD);
  }

  private static void olderIn(Path folder, Instant before, Consumer<Path> each) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).filter(file -> isOlder(file, before)).forEach(each);
    } catch (IOException e) {
      throw new UncheckedIOException("The artifact folder cannot be listed", e);
    }
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  private FileChannel create(Path file) throws IOException {
    Files.createDirectories(incoming);
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("A file cannot be removed", e);
    }
  }

  private Path incoming(String handle) {
    return incoming.resolve(handle);
  }

  private Path kept(Digest digest) {
    return folder(digest).resolve(digest.hex());
  }

  private Path folder(Digest digest) {
    String hex = digest.hex();
    return kept.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4));
  }
}
