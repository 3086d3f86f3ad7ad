package org.assay.registry.experiment;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.NameRule;

/**
 * The rules of the keys and values that clients write, those of MLflow's clients: a key may become
 * the name of a file, so it is its own normal form as a path.
 */
public final class Keys {

  /** The most characters (UTF-16 units) of a key. */
  public static final int MAX_KEY = 250;

  private static final Pattern CHARACTERS =
      Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);

  private Keys() {}

  /**
   * Refuses a key that breaks a rule.
   *
   * @param what what it is a key of, such as metric
   * @param pointer where it stands in the input
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  public static void check(String what, String key, String pointer) {
    violationOf(key)
        .ifPresent(
            violation -> {
              throw ProblemException.invalid(
                  pointer,
                  "MALFORMED_KEY",
                  "Invalid %s name: '%s' %s".formatted(what, shortened(key), violation));
            });
  }

  /**
   * Refuses a value that is too long.
   *
   * @param what what it is a value of, such as param
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  public static void checkLength(
      String what, String key, String value, int longest, String pointer) {
    if (value.length() > longest) {
      throw ProblemException.invalid(
          pointer,
          "TOO_LONG",
          "The value of %s '%s' exceeds the maximum length of %d characters; it has %d"
              .formatted(what, shortened(key), longest, value.length()));
    }
  }

  /**
   * Refuses a key that occurs twice.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  public static void checkUnique(String what, Collection<String> keys, String pointer) {
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      if (!seen.add(key)) {
        throw ProblemException.invalid(
            pointer,
            "DUPLICATE_KEY",
            "Duplicate %s keys have been submitted: '%s'; each may occur once"
                .formatted(what, shortened(key)));
      }
    }
  }

  private static Optional<String> violationOf(String key) {
    if (key.isEmpty()) {
      return Optional.of("is empty; a key has 1 to " + MAX_KEY + " characters");
    }
    if (key.length() > MAX_KEY) {
      return Optional.of(
          "has %d characters and exceeds the maximum length of %d"
              .formatted(key.length(), MAX_KEY));
    }
    if (!CHARACTERS.matcher(key).matches()) {
      return Optional.of(
          "may only contain slashes, alphanumerics, underscores, periods, dashes, colons and"
              + " spaces");
    }
    if (!isNormalPath(key)) {
      return Optional.of(
          "would be another name where it is the name of a file; leave out empty and dotted parts");
    }
    // MLflow's clients take a key of spaces; the rule is about those that one reads.
    return key.isBlank() ? Optional.empty() : NameRule.violationOf(key);
  }

  /** Holds where the key is its own normal form as a relative POSIX path. */
  private static boolean isNormalPath(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static String shortened(String key) {
    return key.length() <= 60 ? key : key.substring(0, 60) + "...";
  }
}
