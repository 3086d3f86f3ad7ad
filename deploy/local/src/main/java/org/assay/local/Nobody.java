package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Runs as the user {@code nobody} what refuses to run as root. Where {@code nobody} may not enter a
 * folder (a clone under {@code /root}, say), a folder of the same purpose under {@code
 * /var/lib/assay} stands in for it.
 */
final class Nobody {

  private static final String ID = "65534";
  private static final Path SHELTERS = Path.of("/var/lib/assay");

  private Nobody() {}

  /** Whether this process is root. */
  static boolean needed() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command, run by nobody. */
  static List<String> command(List<String> command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--no-new-privs"));
    words.addAll(command);
    return words;
  }

  static boolean canEnter(Path folder) {
    return Commands.run(command(List.of("test", "-x", folder.toString()))).code() == 0;
  }

  /** The folder that stands in for one that nobody cannot enter: the same one each time. */
  static Path shelterOf(Path folder) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  folder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
      return SHELTERS.resolve(HexFormat.of().formatHex(hash, 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void own(Path path) {
    try {
      Files.setOwner(
          path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ID));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + path + " to the user " + ID, e);
    }
  }
}
