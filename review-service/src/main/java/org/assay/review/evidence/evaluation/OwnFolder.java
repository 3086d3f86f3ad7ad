package org.assay.review.evidence.evaluation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of this process alone, for files of people that nobody may find later. Its lock, a file
 * beside it, is let go when the process dies, however it does, so that the next one to start
 * removes what it left.
 */
final class OwnFolder implements AutoCloseable {

  private static final String PREFIX = "assay-evaluation-";
  private static final String LOCK = ".lock";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel lock;

  private OwnFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one within another folder. */
  static OwnFolder in(Path parent) throws IOException {
    Path file = Files.createTempFile(parent, PREFIX, LOCK);
    FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE);
    lock.lock();
    String name = file.getFileName().toString();
    return new OwnFolder(
        Files.createDirectory(
            parent.resolve(name.substring(0, name.length() - LOCK.length())), OWNER_ONLY),
        lock);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    remove(path);
    Files.deleteIfExists(lockOf(path));
    lock.close();
  }

  /** Removes what processes that died left in a folder. */
  static void sweep(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return;
    }
    for (Path left : folders(parent)) {
      try (FileChannel lock =
          FileChannel.open(lockOf(left), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (isFree(lock)) {
          remove(left);
          Files.deleteIfExists(lockOf(left));
        }
      }
    }
  }

  private static boolean isFree(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // It is this process's own.
      return false;
    }
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(each -> each.getFileName().toString().startsWith(PREFIX))
          .filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
          .toList();
    }
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  /** Removes a folder with everything in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
