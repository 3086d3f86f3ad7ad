package org.assay.registry.alias;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.NameRule;

/**
 * The name of an alias; letter case counts, except where a name means something to Assay.
 *
 * @param value 1 to {@value #MAX_LENGTH} letters, digits, {@code _} and {@code -} that one sees
 */
public record AliasName(String value) {

  /** The most characters (UTF-16 units). */
  public static final int MAX_LENGTH = 255;

  /** The name that always means the newest version, and so cannot be given. */
  public static final String LATEST = "latest";

  private static final Pattern FORM = Pattern.compile("[\\w-]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern LIKE_A_NUMBER = Pattern.compile("v\\d+");
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
    NameRule.violationOf(value)
        .ifPresent(
            violation -> {
              throw invalid(value, violation);
            });
    String folded = folded(value);
    if (folded.equals(LATEST)) {
      throw invalid(value, "is reserved: it means the newest version");
    }
    if (LIKE_A_NUMBER.matcher(folded).matches()) {
      throw invalid(value, "is reserved: it looks like the number of a version");
    }
  }

  /**
   * Returns the form in which names are equal that read alike: compatible characters as one (UAX
   * #15, NFKC), and letters without their case.
   */
  static String folded(String name) {
    String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
    // Upper case first: some letters, such as the long s, have a case only on this way.
    String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  private static ProblemException invalid(String value, String why) {
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    return ProblemException.invalid(
        "/alias", "PATTERN", "the alias name '%s' %s".formatted(shown, why));
  }
}
