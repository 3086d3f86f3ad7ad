package org.assay.registry.card;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses Markdown that a page could show otherwise than it reads here: HTML, which CommonMark
 * (0.31.2, 4.6 and 6.6) hands through, and links that run something. Code is text and passes.
 */
final class MarkdownRule {

  /** A fence begins or ends a block of code (CommonMark 4.5). */
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})(.*)$");

  /** Code within a line (CommonMark 6.1); a run of backticks ends at one of its length. */
  private static final Pattern CODE = Pattern.compile("(?<!`)(`+)(?!`)(.*?)(?<!`)\\1(?!`)");

  /** Whatever could open a tag, a comment, a declaration; an address between brackets is a link. */
  private static final Pattern HTML =
      Pattern.compile("<(?!https?://[^\\s<>]*>|mailto:[^\\s<>]*>)[A-Za-z/!?]");

  private static final Pattern RUNS =
      Pattern.compile(
          "(?:\\]\\s*\\(\\s*<?|\\]:\\s*<?|<)\\s*(?:javascript|vbscript|data|file)\\s*:",
          Pattern.CASE_INSENSITIVE);

  /** A character written as an entity, which could hide what a link runs. */
  private static final Pattern ENTITY_IN_LINK =
      Pattern.compile("(?:\\]\\s*\\(|\\]:)\\s*[^\\s)]*&#?\\w+;");

  private MarkdownRule() {}

  /** Says what is wrong and in which line, counted from 1; empty where nothing is. */
  static Optional<String> violationOf(String markdown) {
    String fence = "";
    String[] lines = markdown.split("\n", -1);
    for (int index = 0; index < lines.length; index++) {
      String line = lines[index];
      Matcher mark = FENCE.matcher(line);
      if (mark.matches()) {
        String run = mark.group(1);
        if (fence.isEmpty() && !(run.startsWith("`") && mark.group(2).contains("`"))) {
          fence = run;
          continue;
        }
        if (!fence.isEmpty() && closes(fence, run, mark.group(2))) {
          fence = "";
          continue;
        }
      }
      if (fence.isEmpty()) {
        Optional<String> violation = violationIn(CODE.matcher(line).replaceAll("``"), index + 1);
        if (violation.isPresent()) {
          return violation;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean closes(String fence, String run, String rest) {
    return run.charAt(0) == fence.charAt(0) && run.length() >= fence.length() && rest.isBlank();
  }

  private static Optional<String> violationIn(String line, int number) {
    if (HTML.matcher(line).find()) {
      return Optional.of(
          "line %d holds HTML; write it in Markdown, or as code between backticks"
              .formatted(number));
    }
    if (RUNS.matcher(line).find() || ENTITY_IN_LINK.matcher(line).find()) {
      return Optional.of(
          "line %d holds a link that may run something; link to http, https or mailto"
              .formatted(number));
    }
    return Optional.empty();
  }
}
