package org.assay.review.evidence.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The stream of random numbers of one bootstrap: xoshiro256++ (Blackman and Vigna 2019), whose
 * state is the SHA-256 of the seed material as four big-endian words. For one thread.
 */
public final class BootstrapStream {

  private final UniformRandomProvider random;

  /** Begins the stream of some seed material, which is taken in UTF-8. */
  public BootstrapStream(String seedMaterial) {
    this.random = RandomSource.XO_SHI_RO_256_PP.create(state(seedMaterial));
  }

  /** Returns the state that the stream begins with. */
  static long[] state(String seedMaterial) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(seedMaterial.getBytes(StandardCharsets.UTF_8)));
    return new long[] {hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong()};
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  long nextLong() {
    return random.nextLong();
  }

  /** Returns the next index below a bound, as every implementation of the format computes it. */
  int index(int bound) {
    return (int) (uniform() * bound);
  }

  /** Returns the next number in [0, 1). */
  double uniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }
}
