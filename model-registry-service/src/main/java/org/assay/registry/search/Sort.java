package org.assay.registry.search;

import java.util.List;
import java.util.Locale;
import org.assay.kit.problem.ProblemException;

/**
 * One clause of an order: a key, and {@code ASC} or {@code DESC}.
 *
 * @param key what is sorted by
 * @param ascending whether the smallest comes first
 * @param clause as written
 */
public record Sort(Key key, boolean ascending, String clause) {

  /**
   * Reads a clause such as {@code name}, {@code metrics.auc DESC} or {@code tags.`odd key` ASC}.
   *
   * @throws ProblemException 400 {@code FILTER_INVALID}
   */
  public static Sort parse(String clause) {
    if (clause.length() > Filter.MAX_LENGTH) {
      throw Invalid.orderByClause(clause);
    }
    List<Token> tokens = Tokens.of(clause);
    if (tokens.isEmpty() || tokens.size() > 2) {
      throw Invalid.orderByClause(clause);
    }
    return new Sort(
        key(tokens.getFirst(), clause),
        tokens.size() == 1 || ascending(tokens.getLast(), clause),
        clause);
  }

  private static Key key(Token token, String clause) {
    return switch (token) {
      case Token.QuotedKey(String group, String name) -> new Key(group, name);
      case Token.Word(String text) -> FilterParser.dotted(text);
      case Token.Text(String text, boolean single) when !single -> FilterParser.dotted(text);
      case Token _ -> throw Invalid.orderByClause(clause);
    };
  }

  private static boolean ascending(Token token, String clause) {
    String word = token instanceof Token.Word(String text) ? text.toUpperCase(Locale.ROOT) : "";
    return switch (word) {
      case "ASC" -> true;
      case "DESC" -> false;
      default -> throw Invalid.orderByClause(clause);
    };
  }
}
