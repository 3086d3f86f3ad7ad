package org.assay.local.dist;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks what the local stack runs. Arguments: the folder to fill, PostgreSQL's jar, the folder of
 * Kafka's jars, Keycloak's zip. A part that already came from the same archive is left as it is,
 * with what Keycloak built in it.
 */
public final class LayOut {

  private static final String POSTGRES_ARCHIVE = "postgres-linux-x86_64.txz";
  private static final Set<PosixFilePermission> PROGRAM =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_EXECUTE);

  private LayOut() {}

  /**
   * Fills the folder.
   *
   * @throws IOException if an archive cannot be read or the folder cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("expected: FOLDER POSTGRES_JAR KAFKA_FOLDER KEYCLOAK_ZIP");
    }
    Path root = Path.of(arguments[0]);
    layOut(root.resolve("postgres"), Path.of(arguments[1]), LayOut::unpackPostgres);
    layOut(root.resolve("kafka"), Path.of(arguments[2]), LayOut::copyKafka);
    layOut(root.resolve("keycloak"), Path.of(arguments[3]), LayOut::unpackKeycloak);
  }

  private static void layOut(Path target, Path source, Unpacking unpacking) throws IOException {
    Path stamp = target.resolve(".source");
    String wanted = identity(source);
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    // Beside the target and moved at the end, so that a build that is broken off leaves nothing
    // that looks complete.
    Path work = target.resolveSibling(target.getFileName() + ".unpacking");
    delete(work);
    delete(target);
    Files.createDirectories(work);
    unpacking.unpack(source, work);
    Files.writeString(work.resolve(".source"), wanted);
    Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String identity(Path source) throws IOException {
    if (Files.isRegularFile(source)) {
      return source.getFileName() + " " + Files.size(source) + "\n";
    }
    StringBuilder names = new StringBuilder();
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.sorted().toList()) {
        names.append(file.getFileName()).append(' ').append(Files.size(file)).append('\n');
      }
    }
    return names.toString();
  }

  private static void unpackPostgres(Path jar, Path target) throws IOException {
    try (ZipFile archive = new ZipFile(jar.toFile())) {
      ZipEntry inner = archive.getEntry(POSTGRES_ARCHIVE);
      if (inner == null) {
        throw new IOException(jar + " holds no " + POSTGRES_ARCHIVE);
      }
      try (InputStream compressed = new BufferedInputStream(archive.getInputStream(inner));
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZCompressorInputStream(compressed))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          write(tar, entry, inside(target, entry.getName()));
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(path, PROGRAM);
    }
  }

  private static void copyKafka(Path folder, Path target) throws IOException {
    Path libs = Files.createDirectories(target.resolve("libs"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.toList()) {
        Files.copy(jar, libs.resolve(jar.getFileName()));
      }
    }
  }

  private static void unpackKeycloak(Path zip, Path target) throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        String name = entry.getName();
        String relative =
            name.substring(
                name.indexOf('/') + 1); // without the top folder, which names the version
        if (entry.isDirectory() || relative.isEmpty()) {
          continue;
        }
        Path path = inside(target, relative);
        Files.createDirectories(path.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
          Files.copy(content, path);
        }
        if (relative.endsWith(".sh")) {
          Files.setPosixFilePermissions(path, PROGRAM);
        }
      }
    }
  }

  private static Path inside(Path target, String name) throws IOException {
    Path path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("an archive entry leaves its folder: " + name);
    }
    return path;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private interface Unpacking {
    void unpack(Path source, Path target) throws IOException;
  }
}
