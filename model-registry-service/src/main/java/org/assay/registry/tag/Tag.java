package org.assay.registry.tag;

import java.util.regex.Pattern;
import org.assay.kit.problem.ProblemException;

/**
 * A tag.
 *
 * @param key 1 to {@value #MAX_KEY} characters: letters, digits, {@code _ - . / :} and spaces,
 *     shaped like a relative path that is its own shortest form
 * @param value up to {@value #MAX_VALUE} characters
 */
public record Tag(String key, String value) {

  /** The most characters (UTF-16 units) of a key. */
  public static final int MAX_KEY = 250;

  /** The most characters of a value. */
  public static final int MAX_VALUE = 100_000;

  private static final Pattern KEY =
      Pattern.compile("[/\\w.\\- :]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int SHOWN = 100;

  /**
   * Takes a tag.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  public Tag {
    if (key.isEmpty()
        || key.length() > MAX_KEY
        || !KEY.matcher(key).matches()
        || !isShortest(key)) {
      throw ProblemException.invalid(
          "/key",
          "PATTERN",
          "the tag key '%s' is not 1 to %d letters, digits, underscores, dashes, periods, spaces,"
                  .formatted(shown(key), MAX_KEY)
              + " colons and slashes, without empty, '.' or '..' parts");
    }
    if (value.length() > MAX_VALUE) {
      throw ProblemException.invalid(
          "/value",
          "TOO_LONG",
          "the value of tag '%s' has %d characters; at most %d are kept"
              .formatted(shown(key), value.length(), MAX_VALUE));
    }
  }

  /** As a path it names one place only: nothing in it is left out or leads upwards. */
  private static boolean isShortest(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static String shown(String key) {
    return key.length() > SHOWN ? key.substring(0, SHOWN) + "..." : key;
  }
}
