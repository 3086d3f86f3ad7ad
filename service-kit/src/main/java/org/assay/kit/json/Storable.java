package org.assay.kit.json;

/** What PostgreSQL can store as text: neither U+0000 nor half of a surrogate pair. */
public final class Storable {

  private Storable() {}

  /** Says whether a text can be stored. */
  public static boolean isStorable(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit == 0) {
        return false;
      }
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!pair) {
          return false;
        }
        index++;
      }
    }
    return true;
  }
}
