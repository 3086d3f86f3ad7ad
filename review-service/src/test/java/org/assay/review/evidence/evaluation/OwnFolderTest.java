package org.assay.review.evidence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path another = Files.createDirectory(parent.resolve("evaluation-of-somebody"));

    try (OwnFolder live = OwnFolder.in(parent)) {
      Path file = Files.writeString(live.path().resolve("table"), "y,p");

      OwnFolder.sweep(parent);

      assertThat(left).doesNotExist();
      assertThat(lock).doesNotExist();
      assertThat(file).exists();
    }
    assertThat(parent).isDirectoryContaining(another::equals);
    assertThat(parent.toFile().listFiles()).containsExactly(another.toFile());
  }

  @Test
  void hasNothingToSweepWhereNothingEverWas() throws IOException {
    Path nowhere = parent.resolve("nowhere");

    OwnFolder.sweep(nowhere);

    assertThat(nowhere).doesNotExist();
  }
}
