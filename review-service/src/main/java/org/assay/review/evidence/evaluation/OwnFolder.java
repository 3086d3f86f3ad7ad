package org.assay.review.evidence.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A folder of this process alone, for files of people that nobody may find later. Its lock, a file
 * beside it, is let go when the process dies, however it does, so that the next one to start
 * removes what it left.
 */
final class OwnFolder implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OwnFolder.class);
  private static final String PREFIX = "assay-evaluation-";

  /** As they were called before they had locks; a job of a copy that has one yet begins again. */
  private static final Pattern UNLOCKED = Pattern.compile("evaluation-\\d+");

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

  /**
   * Removes what processes that died left in a folder, as far as it may: what is another account's,
   * or gone meanwhile, is left and keeps nothing else from being removed. For the start of a
   * process, which has no folder of its own yet.
   */
  static void sweep(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return;
    }
    for (Path left : folders(parent)) {
      try {
        removeLeft(left);
      } catch (IOException | UncheckedIOException e) {
        LOG.warnf(e, "What was left of evaluations could not be removed: %s", left);
      }
    }
  }

  private static void removeLeft(Path left) throws IOException {
    if (isUnlocked(left)) {
      remove(left);
      return;
    }
    try (FileChannel lock =
        FileChannel.open(lockOf(left), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (isFree(lock)) {
        remove(left);
        Files.deleteIfExists(lockOf(left));
      }
    }
  }

  private static boolean isUnlocked(Path folder) {
    return UNLOCKED.matcher(folder.getFileName().toString()).matches();
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
      return all.filter(
              each -> each.getFileName().toString().startsWith(PREFIX) || isUnlocked(each))
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
