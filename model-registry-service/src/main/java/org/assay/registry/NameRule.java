package org.assay.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.contracts.name.PlainTextRule;

/**
 * What names and keys must not hold, so that two which look equal are equal: what {@link
 * PlainTextRule} refuses in any text, and letters and marks that nothing shows.
 */
public final class NameRule {

  /**
   * What is ignored where it is shown (Unicode 4.4, Default_Ignorable_Code_Point), as far as
   * PlainTextRule takes it for text: joiners, fillers and variation selectors.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}"
              + "\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}]");

  private NameRule() {}

  /**
   * Says what is wrong with a name.
   *
   * @return a sentence without the name itself, or empty where nothing is wrong
   */
  public static Optional<String> violationOf(String name) {
    return PlainTextRule.violationOf(name).or(() -> unseen(name));
  }

  private static Optional<String> unseen(String name) {
    Matcher found = UNSEEN.matcher(name);
    return found.find()
        ? Optional.of(
            "must not contain U+%04X at index %d, which nothing shows"
                .formatted(found.group().codePointAt(0), found.start()))
        : Optional.empty();
  }
}
