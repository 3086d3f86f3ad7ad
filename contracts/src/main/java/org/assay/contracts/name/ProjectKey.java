package org.assay.contracts.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The key by which people name a project: never reused, never renamed.
 *
 * @param value 3 to 40 characters: lower-case letters, digits and hyphens, a letter first and no
 *     hyphen last
 */
public record ProjectKey(@JsonValue String value) {

  /** The form of a key, also for OpenAPI and Bean Validation. */
  public static final String PATTERN = "[a-z][a-z0-9-]{1,38}[a-z0-9]";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  /**
   * Takes a key as written.
   *
   * @throws IllegalArgumentException if it has another form
   */
  @JsonCreator
  public ProjectKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A project key is 3 to 40 lower-case letters, digits and hyphens,"
              + " begins with a letter and does not end with a hyphen");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
