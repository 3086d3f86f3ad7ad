package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The secrets of one stack, a file each: made at first use, of mode 600 in a folder of mode 700.
 */
record SecretFolder(Path folder) {

  /** The secret of this name, the same each time. */
  synchronized String secret(String name) {
    try {
      if (!Files.exists(file(name))) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Secrets.write(file(name), Secrets.fresh());
      }
      return Files.readString(file(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }
}
