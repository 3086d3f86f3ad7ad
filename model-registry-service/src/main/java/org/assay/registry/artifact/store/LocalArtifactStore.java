package org.assay.registry.artifact.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assay.contracts.name.Digest;

/**
 * A folder of this machine, on one file system that has hard links:
 *
 * <ul>
 *   <li>{@code kept/ab/cd/abcd...} by digest;
 *   <li>{@code incoming/} for what came in one piece and is not kept yet;
 *   <li>{@code incoming/upload-<id>/} for the parts of an upload and for what they are put together
 *       to;
 *   <li>{@code aside/} for what may be removed.
 * </ul>
 *
 * <p>What is kept gets a second name there, so that a crash or a transaction that ends otherwise
 * leaves it where it was.
 */
@ApplicationScoped
public class LocalArtifactStore implements ArtifactStore {

  /** How the names of parts begin. */
  static final String PART = "part-";

  private static final String UPLOAD = "upload-";
  private static final String WHOLE = "whole-";

  private final Path kept;
  private final Path incoming;
  private final Path aside;
  private final DiskWriter writer;
  private final LocalPartSlot.Table slots = new LocalPartSlot.Table();

  LocalArtifactStore(LocalStoreConfig config) {
    Path folder = config.folder().toAbsolutePath();
    this.kept = folder.resolve("kept");
    this.incoming = folder.resolve("incoming");
    this.aside = folder.resolve("aside");
    this.writer = new DiskWriter(folder, config.reserve().asLongValue());
  }

  @Override
  public Incoming receive(InputStream body, long limit) {
    return write(
        UUID.randomUUID().toString(), incoming, channel -> writer.copy(body, channel, limit));
  }

  @Override
  public void reserve(UUID upload, long size) {
    writer.requireRoom(2 * size);
    try {
      Files.createDirectories(upload(upload));
    } catch (IOException e) {
      throw writer.failed(e);
    }
  }

  @Override
  public PartSlot hold(UUID upload, int number, long length) {
    return slots.hold(upload, number, upload(upload), length, writer);
  }

  @Override
  public Incoming assemble(UUID upload, List<StoredPart> parts, LongConsumer progress) {
    Path folder = upload(upload);
    List<Path> files = parts.stream().map(part -> folder.resolve(part.handle())).toList();
    long size = parts.stream().mapToLong(StoredPart::size).sum();
    Incoming whole =
        write(
            UPLOAD + upload + "/" + WHOLE + UUID.randomUUID(),
            folder,
            channel -> {
              writer.requireRoom(size);
              return writer.join(files, channel, progress);
            });
    if (whole.size() != size) {
      discard(whole);
      throw new IllegalStateException("A part has another size than when it came");
    }
    return whole;
  }

  /** Writes a new file, which nobody else has open, and leaves nothing of it where that fails. */
  private Incoming write(String handle, Path folder, Writing writing) {
    Path file = incoming(handle);
    boolean whole = false;
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        DiskWriter.Written written = writing.to(channel);
        channel.force(true);
        whole = true;
        return new Incoming(handle, written.digest(), written.size());
      }
    } catch (IOException e) {
      throw writer.failed(e);
    } finally {
      if (!whole) {
        remove(file);
      }
    }
  }

  @Override
  public void dropParts(UUID upload) {
    Path folder = upload(upload);
    each(
        folder, file -> file.getFileName().toString().startsWith(PART), LocalArtifactStore::remove);
  }

  @Override
  public void abandon(UUID upload) {
    Path folder = upload(upload);
    each(folder, _ -> true, LocalArtifactStore::remove);
    remove(folder);
  }

  @Override
  public void keep(Incoming bytes) {
    Path folder = folder(bytes.digest());
    try {
      Files.createDirectories(folder);
      Files.createLink(kept(bytes.digest()), incoming(bytes.handle()));
      DiskWriter.force(folder);
    } catch (FileAlreadyExistsException _) {
      return; // equal bytes are there
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
  public Optional<Aside> setAside(Digest digest) {
    Aside set = new Aside(digest.hex() + "." + UUID.randomUUID(), digest);
    try {
      Files.createDirectories(aside);
      Files.move(kept(digest), aside(set), StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(set);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw writer.failed(e);
    }
  }

  @Override
  public void restore(Aside bytes) {
    try {
      Files.createLink(kept(bytes.digest()), aside(bytes));
    } catch (FileAlreadyExistsException _) {
      // somebody brought them again
    } catch (IOException e) {
      throw writer.failed(e);
    }
    drop(bytes);
  }

  @Override
  public void drop(Aside bytes) {
    remove(aside(bytes));
  }

  @Override
  public void forEachAside(Consumer<Aside> each) {
    each(
        aside,
        _ -> true,
        file -> {
          String handle = file.getFileName().toString();
          String hex = handle.substring(0, handle.indexOf('.'));
          each.accept(new Aside(handle, new Digest("sha256:" + hex)));
        });
  }

  @Override
  public void forEachKept(Instant before, Consumer<Digest> each) {
    if (!Files.isDirectory(kept)) {
      return;
    }
    try (Stream<Path> files = Files.walk(kept)) {
      files
          .filter(file -> Files.isRegularFile(file) && isOlder(file, before))
          .forEach(file -> each.accept(new Digest("sha256:" + file.getFileName())));
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  @Override
  public void discardStale(Instant before) {
    each(incoming, file -> !isUpload(file) && isOlder(file, before), LocalArtifactStore::remove);
  }

  @Override
  public void forEachUpload(Instant before, Consumer<UUID> each) {
    each(
        incoming,
        file -> isUpload(file) && isOlder(file, before),
        file ->
            each.accept(UUID.fromString(file.getFileName().toString().substring(UPLOAD.length()))));
  }

  private static boolean isUpload(Path file) {
    return file.getFileName().toString().startsWith(UPLOAD);
  }

  private static void each(Path folder, Predicate<Path> which, Consumer<Path> act) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(which).forEach(act);
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  private static UncheckedIOException unlisted(IOException failure) {
    return new UncheckedIOException("The artifact folder cannot be listed", failure);
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (DirectoryNotEmptyException _) {
      // A part came in just now; the next look at what no upload has removes both.
    } catch (IOException e) {
      throw new UncheckedIOException("A file cannot be removed", e);
    }
  }

  private Path upload(UUID upload) {
    return incoming.resolve(UPLOAD + upload);
  }

  private Path incoming(String handle) {
    return incoming.resolve(handle);
  }

  private Path aside(Aside bytes) {
    return aside.resolve(bytes.handle());
  }

  private Path kept(Digest digest) {
    return folder(digest).resolve(digest.hex());
  }

  private Path folder(Digest digest) {
    String hex = digest.hex();
    return kept.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4));
  }

  private interface Writing {
    DiskWriter.Written to(FileChannel channel) throws IOException;
  }
}
