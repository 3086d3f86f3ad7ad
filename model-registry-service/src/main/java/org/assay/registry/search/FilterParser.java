package org.assay.registry.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads the conditions out of a filter's pieces. */
final class FilterParser {

  private static final String AND = "AND";

  private final List<Token> tokens;
  private int at;

  FilterParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  Filter filter() {
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(comparison());
    while (at < tokens.size()) {
      if (!isWord(AND)) {
        throw unexpected("AND");
      }
      at++;
      comparisons.add(comparison());
      if (comparisons.size() > Filter.MAX_COMPARISONS) {
        throw Invalid.clauses("it has more than %d conditions".formatted(Filter.MAX_COMPARISONS));
      }
    }
    return new Filter(comparisons);
  }

  private Comparison comparison() {
    Key key = key();
    Operator operator = operator();
    if (operator.isUnary()) {
      return new Comparison(key, operator, List.of());
    }
    return new Comparison(key, operator, operator.takesList() ? list() : List.of(value()));
  }

  private Key key() {
    return switch (take("a key")) {
      case Token.QuotedKey(String group, String name) -> new Key(group, name);
      case Token.Word(String text) -> dotted(text);
      case Token.Text(String text, boolean single) when !single -> dotted(text);
      case Token other -> throw unexpected("a key", other);
    };
  }

  /** Only the first dot parts: what follows is the name of a tag, metric or parameter. */
  static Key dotted(String text) {
    int dot = text.indexOf('.');
    return dot < 0 ? new Key("", text) : new Key(text.substring(0, dot), text.substring(dot + 1));
  }

  private Operator operator() {
    Token token = take("an operator");
    Optional<Operator> operator =
        switch (token) {
          case Token.Symbol(String text) -> Operator.ofSymbol(text);
          case Token.Word(String text) -> keyword(text.toUpperCase(Locale.ROOT));
          default -> Optional.empty();
        };
    return operator.orElseThrow(() -> unexpected("an operator", token));
  }

  private Optional<Operator> keyword(String word) {
    return switch (word) {
      case "LIKE" -> Optional.of(Operator.LIKE);
      case "ILIKE" -> Optional.of(Operator.ILIKE);
      case "IN" -> Optional.of(Operator.IN);
      case "NOT" -> followedBy("IN") ? Optional.of(Operator.NOT_IN) : Optional.empty();
      case "IS" -> absence();
      default -> Optional.empty();
    };
  }

  private Optional<Operator> absence() {
    boolean not = followedBy("NOT");
    if (!followedBy("NULL")) {
      return Optional.empty();
    }
    return Optional.of(not ? Operator.IS_NOT_NULL : Operator.IS_NULL);
  }

  private List<Literal> list() {
    takeSymbol("(");
    List<Literal> values = new ArrayList<>();
    values.add(value());
    while (isSymbol(",")) {
      at++;
      if (isSymbol(")")) {
        break; // Python writes a tuple of one with a comma behind it
      }
      values.add(value());
      if (values.size() > Filter.MAX_VALUES) {
        throw Invalid.clauses("a list has more than %d values".formatted(Filter.MAX_VALUES));
      }
    }
    takeSymbol(")");
    return values;
  }

  private Literal value() {
    return switch (take("a value")) {
      case Token.Text(String text, _) -> new Literal(text, true);
      case Token.Word(String text) when !text.equalsIgnoreCase(AND) -> new Literal(text, false);
      case Token other -> throw unexpected("a value", other);
    };
  }

  private boolean followedBy(String word) {
    if (!isWord(word)) {
      return false;
    }
    at++;
    return true;
  }

  private boolean isWord(String word) {
    return at < tokens.size()
        && tokens.get(at) instanceof Token.Word(String text)
        && text.equalsIgnoreCase(word);
  }

  private boolean isSymbol(String symbol) {
    return at < tokens.size()
        && tokens.get(at) instanceof Token.Symbol(String text)
        && text.equals(symbol);
  }

  private void takeSymbol(String symbol) {
    if (!isSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
    at++;
  }

  private Token take(String expected) {
    if (at >= tokens.size()) {
      throw unexpected(expected, null);
    }
    return tokens.get(at++);
  }

  private ProblemException unexpected(String expected) {
    return unexpected(expected, at < tokens.size() ? tokens.get(at) : null);
  }

  private static ProblemException unexpected(String expected, @Nullable Token found) {
    return Invalid.clauses(
        "expected %s, found %s"
            .formatted(expected, found == null ? "the end" : Invalid.shown(found.shown())));
  }
}
