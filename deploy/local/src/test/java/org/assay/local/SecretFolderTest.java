package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFolderTest {

  @TempDir Path temporary;

  @Test
  void keepsEachSecretForItsOwnerOnly() throws IOException {
    SecretFolder secrets = new SecretFolder(temporary.resolve("secrets"));

    String first = secrets.secret("one");

    assertThat(first).hasSize(43).matches("[A-Za-z0-9_-]+").isEqualTo(secrets.secret("one"));
    assertThat(secrets.secret("two")).isNotEqualTo(first);
    assertThat(mode(secrets.folder())).isEqualTo("rwx------");
    assertThat(mode(secrets.file("one"))).isEqualTo("rw-------");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
