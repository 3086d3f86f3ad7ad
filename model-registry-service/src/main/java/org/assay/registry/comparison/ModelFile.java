package org.assay.registry.comparison;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what two small text files of an MLflow model say, as text: nothing is loaded, and a file
 * that is written otherwise than MLflow writes it says nothing here.
 */
final class ModelFile {

  private static final Pattern SIGNATURE =
      Pattern.compile("(?m)^signature:[ \\t]*\\n((?:[ \\t]+\\S.*(?:\\n|\\z)|[ \\t]*\\n)+)");
  private static final Pattern PART = Pattern.compile("(?m)^ {2}(inputs|outputs|params): ?");
  private static final Pattern REQUIREMENT =
      Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]{0,199})\\s*(.{0,300})$");

  private ModelFile() {}

  /** Returns inputs, outputs and params of the signature in a file {@code MLmodel}. */
  static Map<String, String> signature(String text) {
    Map<String, String> parts = new TreeMap<>();
    Matcher block = SIGNATURE.matcher(text);
    if (!block.find()) {
      return parts;
    }
    String body = block.group(1);
    Matcher part = PART.matcher(body);
    String name = "";
    int from = 0;
    while (part.find()) {
      put(parts, name, body.substring(from, part.start()));
      name = part.group(1);
      from = part.end();
    }
    put(parts, name, body.substring(from));
    return parts;
  }

  private static void put(Map<String, String> parts, String name, String value) {
    String text = value.strip().replaceAll("\\s+", " ");
    if (!name.isEmpty() && !text.isEmpty() && !text.equals("null")) {
      boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
      parts.put(name, quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text);
    }
  }

  /**
   * Returns the packages of a file {@code requirements.txt} with what is asked of each. What is
   * asked for is not what was there, so the names are others than those of a run's setup.
   */
  static Map<String, String> requirements(String text) {
    return text.lines()
        .map(line -> line.replaceAll("(^|\\s)#.*", "").strip())
        .map(REQUIREMENT::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                line -> "requirement " + line.group(1),
                line -> line.group(2).isEmpty() ? "any" : line.group(2),
                (first, second) -> first + ", " + second,
                TreeMap::new));
  }
}
