package org.assay.registry.artifact.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskWriterTest {

  @TempDir Path folder;

  /** The device that is always full says what a full disk says. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void knowsAFullDisk() throws IOException {
    DiskWriter writer = new DiskWriter(folder, 0);

    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      IOException failure =
          catchThrowableOfType(
              IOException.class,
              () -> writer.copy(new ByteArrayInputStream(new byte[10]), full, 10));

      assertThat(writer.failed(failure)).isInstanceOf(StoreFullException.class);
    }
  }

  @Test
  void saysOfAnotherFailureThatItIsOne() {
    assertThat(new DiskWriter(folder, 0).failed(new IOException("Input/output error")))
        .isInstanceOf(java.io.UncheckedIOException.class);
  }
}
