package org.assay.registry.search;

import java.util.ArrayList;
import java.util.List;
import org.assay.kit.problem.ProblemException;

/** Splits a filter into its pieces, from left to right, each character once. */
final class Tokens {

  private static final String COMPARING = "=!<>";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  /**
   * Splits a text.
   *
   * @throws ProblemException 400 where a quote is not closed or a character has no meaning
   */
  static List<Token> of(String text) {
    Tokens tokens = new Tokens(text);
    while (tokens.at < text.length()) {
      tokens.next();
    }
    return List.copyOf(tokens.tokens);
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '\'' || c == '"') {
      tokens.add(new Token.Text(quoted(c), c == '\''));
    } else if (c == '`') {
      tokens.add(new Token.QuotedKey("", quoted(c)));
    } else if (c == '(' || c == ')' || c == ',') {
      tokens.add(new Token.Symbol(String.valueOf(c)));
      at++;
    } else if (COMPARING.indexOf(c) >= 0) {
      tokens.add(symbol());
    } else if (isOfWord(c)) {
      tokens.add(word());
    } else {
      throw Invalid.clauses("the character '%c' has no meaning here".formatted(c));
    }
  }

  private Token symbol() {
    int from = at;
    while (at < text.length() && COMPARING.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new Token.Symbol(text.substring(from, at));
  }

  /** A word ends at a blank, a symbol or a quote; behind its dot a quote begins the key's name. */
  private Token word() {
    int from = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    boolean nameFollows =
        word.endsWith(".")
            && at < text.length()
            && (text.charAt(at) == '`' || text.charAt(at) == '"');
    return nameFollows
        ? new Token.QuotedKey(word.substring(0, word.length() - 1), quoted(text.charAt(at)))
        : new Token.Word(word);
  }

  /** Reads to the closing quote; a doubled quote stands for itself. */
  private String quoted(char quote) {
    StringBuilder inside = new StringBuilder();
    for (int index = at + 1; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c != quote) {
        inside.append(c);
      } else if (index + 1 < text.length() && text.charAt(index + 1) == quote) {
        inside.append(quote);
        index++;
      } else {
        at = index + 1;
        return inside.toString();
      }
    }
    throw Invalid.clauses("the quote %c at character %d is not closed".formatted(quote, at + 1));
  }

  private static boolean isOfWord(char c) {
    return !Character.isWhitespace(c) && "'\"`(),;=!<>".indexOf(c) < 0;
  }
}
