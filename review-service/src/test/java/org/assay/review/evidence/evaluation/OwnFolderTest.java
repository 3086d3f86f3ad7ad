package org.assay.review.evidence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that was killed left is removed by the next one, and nothing of a live one is. */
class OwnFolderTest {

  @TempDir Path parent;

  @Test
  void isSweptOnceItsProcessIsGone() throws IOException {
    Path left = Files.createDirectories(parent.resolve("assay-evaluation-7/job-1/work"));
    Files.writeString(left.resolve("table"), "y,p");
    Path lock = Files.writeString(parent.resolve("assay-evaluation-7.lock"), "");
    Path unlocked = Files.createDirectories(parent.resolve("evaluation-4711/work"));
    Path another = Files.createDirectory(parent.resolve("evaluation-of-somebody"));

    OwnFolder.sweep(parent);

    assertThat(left).doesNotExist();
    assertThat(lock).doesNotExist();
    assertThat(unlocked).doesNotExist();
    assertThat(parent.toFile().listFiles()).containsExactly(another.toFile());
  }

  @Test
  void isSweptAlsoWhereAnotherOneCannotBe() throws IOException {
    for (String name : List.of("1", "2", "3")) {
      Files.createDirectory(parent.resolve("assay-evaluation-" + name));
    }
    Path stranger = parent.resolve("assay-evaluation-2");
    Path lock = parent.resolve("assay-evaluation-2.lock");
    Files.createSymbolicLink(lock, lock);

    OwnFolder.sweep(parent);

    assertThat(parent.toFile().listFiles())
        .containsExactlyInAnyOrder(stranger.toFile(), lock.toFile());
  }

  @Test
  void isLeftWhileItsProcessLivesOnly() throws Exception {
    Process live = holder();
    try {
      Path folder = Path.of(live.inputReader().readLine());

      OwnFolder.sweep(parent);
      assertThat(folder).isNotEmptyDirectory();

      live.destroyForcibly().waitFor();
      OwnFolder.sweep(parent);
      assertThat(parent).isEmptyDirectory();
    } finally {
      live.destroyForcibly();
    }
  }

  private Process holder() throws IOException {
    String path =
        Stream.of(OwnFolder.class, Holder.class, Logger.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path,
            Holder.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Another process, which has a folder until it is killed. */
  static final class Holder {

    private Holder() {}

    /** Says where the folder is, and waits. */
    public static void main(String[] arguments) throws IOException {
      OwnFolder own = OwnFolder.in(Path.of(arguments[0]));
      Files.writeString(own.path().resolve("table"), "y,p");
      System.out.println(own.path());
      while (System.in.read() >= 0) {
        // Until it is killed.
      }
    }
  }

  @Test
  void hasNothingToSweepWhereNothingEverWas() throws IOException {
    Path nowhere = parent.resolve("nowhere");

    OwnFolder.sweep(nowhere);

    assertThat(nowhere).doesNotExist();
  }
}
