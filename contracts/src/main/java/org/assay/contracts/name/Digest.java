package org.assay.contracts.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of exact bytes, written {@code sha256:} and 64 lower-case hexadecimal digits.
 *
 * @param value the digest as written
 */
public record Digest(@JsonValue String value) {

  /** The form of a digest, also for OpenAPI and Bean Validation. */
  public static final String PATTERN = "sha256:[0-9a-f]{64}";

  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile(PATTERN);

  /**
   * Takes a digest as written.
   *
   * @throws IllegalArgumentException if it has another form
   */
  @JsonCreator
  public Digest {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A digest is sha256: and 64 lower-case hexadecimal digits");
    }
  }

  /** Returns the digest whose hash has these 32 bytes. */
  public static Digest of(byte[] sha256) {
    return new Digest(PREFIX + HexFormat.of().formatHex(sha256));
  }

  /** Returns the digest of exact bytes. */
  public static Digest ofContent(byte[] content) {
    return of(sha256().digest(content));
  }

  /**
   * Returns the digest of a salt and a text in UTF-8: by it a text can be confirmed as long as it
   * and the salt are kept, and nothing be told once they are erased.
   */
  public static Digest salted(byte[] salt, String text) {
    MessageDigest sha256 = sha256();
    sha256.update(salt);
    return of(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns what hashes bytes that come piece by piece, for {@link #of}. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Returns the 64 hexadecimal digits alone. */
  public String hex() {
    return value.substring(PREFIX.length());
  }

  /** Returns the 32 bytes of the hash. */
  public byte[] hash() {
    return HexFormat.of().parseHex(hex());
  }

  @Override
  public String toString() {
    return value;
  }
}
