package org.assay.registry.artifact.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.Security;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class Sha256Test {

  /** The first example of FIPS 180-4. */
  @Test
  void isTheStandards() {
    assertThat(HexFormat.of().formatHex(Sha256.begin().digest("abc".getBytes(US_ASCII))))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void isJavasOwnWhateverThePieces() {
    Random random = new Random(1);
    MessageDigest java = Sha256.begin(null);
    MessageDigest quick = Sha256.begin();
    for (int piece = 0; piece < 200; piece++) {
      byte[] bytes = new byte[random.nextInt(300_000)];
      random.nextBytes(bytes);
      java.update(bytes);
      quick.update(bytes);
    }

    assertThat(quick.digest()).isEqualTo(java.digest());
  }

  @Test
  @EnabledIfSystemProperty(named = "os.name", matches = "Linux")
  void isNativeWhereTheLibraryLoads() {
    assertThat(Sha256.begin().getProvider()).isNotIn((Object[]) Security.getProviders());
  }
}
