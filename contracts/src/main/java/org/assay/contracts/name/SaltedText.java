package org.assay.contracts.name;

import java.security.SecureRandom;

/**
 * A text with the random salt that it is kept with: events carry only the digest of both, so that
 * the text can be erased and the proof of it still holds.
 */
public final class SaltedText {

  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;
  private final byte[] salt;

  private SaltedText(String text, byte[] salt) {
    this.text = text;
    this.salt = salt;
  }

  /** Returns a text with a salt of its own. */
  public static SaltedText of(String text) {
    return of(text, RANDOM);
  }

  /** Returns a text with a salt from a source of randomness. */
  public static SaltedText of(String text, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new SaltedText(text, salt);
  }

  /** Returns the text. */
  public String text() {
    return text;
  }

  /** Returns a copy of the salt. */
  public byte[] salt() {
    return salt.clone();
  }

  /** Returns the digest of both. */
  public Digest digest() {
    return Digest.salted(salt, text);
  }
}
