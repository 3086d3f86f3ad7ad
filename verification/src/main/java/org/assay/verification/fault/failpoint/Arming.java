package org.assay.verification.fault.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.inside.Failpoints;

/** A failpoint of one process that is armed, until it is hit or taken back. */
public final class Arming {

  private final Path order;
  private final Path hits;
  private final String line;
  private final long before;

  private Arming(Path folder, Failpoint point) {
    this.order = folder.resolve(point.label().replace(' ', '-'));
    this.hits = folder.resolve(Failpoints.HITS);
    this.line = point.label();
    this.before = count();
  }

  /** Lets the part do this when it next passes the failpoint. */
  public static Arming of(Installation installation, String part, Failpoint point, Action action) {
    Path folder = folder(installation, part);
    try {
      Files.createDirectories(folder);
      Arming arming = new Arming(folder, point);
      // Whole or not at all: the process may look at any moment.
      Path draft = Files.writeString(folder.resolve("draft"), action.order());
      Files.move(draft, arming.order, StandardCopyOption.ATOMIC_MOVE);
      return arming;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a part's process looks for what is armed; readable after the installation is gone. */
  static Path folder(Installation installation, String part) {
    return installation
        .home()
        .resolveSibling(installation.home().getFileName() + "-agent")
        .resolve(part);
  }

  /** Whether the process passed it since. */
  public boolean hit() {
    return count() > before;
  }

  /** Takes it back, if it was not hit. */
  public void disarm() {
    try {
      Files.deleteIfExists(order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count() {
    try {
      return Files.exists(hits)
          ? Files.readAllLines(hits).stream().filter(line::equals).count()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
