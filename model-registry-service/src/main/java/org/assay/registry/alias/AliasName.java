package org.assay.registry.alias;

import java.util.Locale;
import java.util.regex.Pattern;
import org.assay.kit.problem.ProblemException;

/**
 * The name of an alias; letter case counts.
 *
 * @param value 1 to {@value #MAX_LENGTH} letters, digits, {@code _} and {@code -}
 */
public record AliasName(String value) {

  /** The most characters (UTF-16 units). */
  public static final int MAX_LENGTH = 255;

  /** The name that always means the newest version, and so cannot be given. */
  public static final String LATEST = "latest";

  private static final Pattern FORM = Pattern.compile("[\\w-]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern LIKE_A_NUMBER = Pattern.compile("[vV]\\d+");
  private static final int SHOWN = 100;

  /**
   * Takes a name as written.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  public AliasName {
    if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
      throw invalid(
          value, "is not 1 to %d letters, digits, underscores and dashes".formatted(MAX_LENGTH));
    }
    if (value.toLowerCase(Locale.ROOT).equals(LATEST)) {
      throw invalid(value, "is reserved: it means the newest version");
    }
    if (LIKE_A_NUMBER.matcher(value).matches()) {
      throw invalid(value, "is reserved: it looks like the number of a version");
    }
  }

  private static ProblemException invalid(String value, String why) {
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    return ProblemException.invalid(
        "/alias", "PATTERN", "the alias name '%s' %s".formatted(shown, why));
  }
}
