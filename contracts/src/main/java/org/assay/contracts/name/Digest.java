package org.assay.contracts.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The SHA-256 of exact bytes, written {@code sha256:} and 64 lower-case hexadecimal digits.
 *
 * @param value the digest as written
 */
public record Digest(@JsonValue String value) {

  /** The form of a digest, also for OpenAPI and Bean Validation. */
  public static final String PATTERN = "sha256:[0-9a-f]{64}";

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

  @Override
  public String toString() {
    return value;
  }
}
