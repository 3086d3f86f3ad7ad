package org.assay.review.evidence.evaluation;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Random text that goes into the digest of counts, so that nobody finds few people by trying which
 * counts have that digest.
 */
public final class Salt {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Salt() {}

  /** Returns a new one: 32 hexadecimal digits. */
  public static String fresh() {
    byte[] salt = new byte[BYTES];
    RANDOM.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }
}
