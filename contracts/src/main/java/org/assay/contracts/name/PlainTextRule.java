package org.assay.contracts.name;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What a text shown to people must not hold: characters that hide, reorder or forge what is read.
 *
 * <p>Refused are control characters (Unicode category Cc), format characters (Cf, which holds every
 * bidirectional control of UAX #9), private use, unassigned and lone surrogates, and text that is
 * not in normal form C (UAX #15), since two names that look equal must be equal.
 */
public final class PlainTextRule {

  private PlainTextRule() {}

  /**
   * Says what is wrong with a text of one line.
   *
   * @return a sentence without the text itself, or empty where nothing is wrong
   */
  public static Optional<String> violationOf(String text) {
    return violationOf(text, false);
  }

  /**
   * Says what is wrong with a text.
   *
   * @param lines whether line feeds and tabs are allowed, as in a description
   * @return a sentence without the text itself, or empty where nothing is wrong
   */
  public static Optional<String> violationOf(String text, boolean lines) {
    if (text.isBlank()) {
      return Optional.of("must not be blank");
    }
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      if (!(lines && (codePoint == '\n' || codePoint == '\t')) && isHidden(codePoint)) {
        return Optional.of(
            "must not contain the control, format or unassigned character U+%04X at index %d"
                .formatted(codePoint, index));
      }
      index += Character.charCount(codePoint);
    }
    if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      return Optional.of("must be in Unicode normal form C");
    }
    return Optional.empty();
  }

  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
