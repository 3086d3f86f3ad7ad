package org.assay.registry.card;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Refuses Markdown that a page could show otherwise than it reads here: HTML, which CommonMark
 * (0.31.2, 4.6 and 6.6) hands through, and links that run something. Code is text and passes.
 *
 * <p>A parser decides what is code, a link or HTML, since nothing simpler knows where code ends.
 */
final class MarkdownRule {

  /** No card needs more lists and quotes within each other. */
  static final int DEEPEST = 50;

  /**
   * The parser gives up on what is deeper, and reads it otherwise; so it goes deeper than a card.
   */
  private static final Parser PARSER =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .maxOpenBlockParsers(2 * DEEPEST)
          .maxInlineNesting(2 * DEEPEST)
          .build();

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  /** RFC 3986, 3.1; what has none is relative. */
  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");

  /** Browsers leave out some of these before they look for a scheme (WHATWG URL, 4.4). */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Z}]");

  private MarkdownRule() {}

  /** Says what is wrong and in which line, counted from 1; empty where nothing is. */
  static Optional<String> violationOf(String markdown) {
    // Without recursion: its depth would be the author's choice.
    int depth = 0;
    Node node = PARSER.parse(markdown);
    while (node != null) {
      Optional<String> violation = violationOf(node, depth);
      if (violation.isPresent()) {
        int line = line(node);
        return violation.map(what -> "line %d %s".formatted(line, what));
      }
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        continue;
      }
      while (node != null && node.getNext() == null) {
        node = node.getParent();
        depth--;
      }
      node = node == null ? null : node.getNext();
    }
    return Optional.empty();
  }

  private static Optional<String> violationOf(Node node, int depth) {
    if (depth > DEEPEST) {
      return Optional.of("is nested more than %d deep; write it flatter".formatted(DEEPEST));
    }
    return switch (node) {
      case HtmlBlock _, HtmlInline _ ->
          Optional.of("holds HTML; write it in Markdown, or as code between backticks");
      case Link link -> violationOfLink(link.getDestination());
      case Image image -> violationOfLink(image.getDestination());
      case LinkReferenceDefinition named -> violationOfLink(named.getDestination());
      default -> Optional.empty();
    };
  }

  private static Optional<String> violationOfLink(@Nullable String destination) {
    Matcher scheme =
        SCHEME.matcher(destination == null ? "" : UNSEEN.matcher(destination).replaceAll(""));
    return scheme.find() && !SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))
        ? Optional.of("holds a link that may run something; link to http, https or mailto")
        : Optional.empty();
  }

  private static int line(Node node) {
    Node at = node;
    while (at.getSourceSpans().isEmpty() && at.getParent() != null) {
      at = at.getParent();
    }
    return at.getSourceSpans().isEmpty() ? 1 : at.getSourceSpans().getFirst().getLineIndex() + 1;
  }
}
