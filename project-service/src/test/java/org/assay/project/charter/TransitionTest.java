package org.assay.project.charter;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransitionTest {

  private static final Transition.Key KEY = new Transition.Key(new UUID(0, 1), 3);

  /** Gives the same salt each time: 0, 1, 2 ... 15. */
  private static final class Counting extends SecureRandom {
    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) i;
      }
    }
  }

  @Test
  void digestsTheSaltThenTheReasonInUtf8() {
    // printf '\x00\x01...\x0f%s' 'Größe' | sha256sum
    assertThat(closing("Größe", new Counting()).reasonDigest())
        .isEqualTo("sha256:d267a5c72a9c558753d8a81d5c4e2b00de7e9d77826eda69844003ccac642332");
  }

  @Test
  void hidesEqualReasonsFromOneAnother() {
    SecureRandom random = new SecureRandom();

    assertThat(closing("Done", random).reasonDigest())
        .isNotEqualTo(closing("Done", random).reasonDigest());
  }

  private static Transition closing(String reason, SecureRandom random) {
    return Transition.of(KEY, ProjectAct.CLOSE, reason, "sub", Instant.EPOCH, random);
  }
}
