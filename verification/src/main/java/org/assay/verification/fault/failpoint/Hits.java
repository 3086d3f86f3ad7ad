package org.assay.verification.fault.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.inside.Failpoints;

/** What the processes of an installation noted of failpoints that they passed, and of rules. */
public final class Hits {

  private Hits() {}

  /** The lines of all parts. */
  public static Set<String> of(Installation installation) {
    Set<String> lines = new HashSet<>();
    try {
      for (String part : Agent.PARTS) {
        Path hits = file(installation, part);
        if (Files.exists(hits)) {
          lines.addAll(Files.readAllLines(hits));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** Begins anew, so that an earlier run's are not taken for this one's. */
  public static void forget(Installation installation) {
    try {
      for (String part : Agent.PARTS) {
        Files.deleteIfExists(file(installation, part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Installation installation, String part) {
    return Arming.folder(installation, part).resolve(Failpoints.HITS);
  }
}
