package org.assay.registry.search;

/** A piece of a filter. */
sealed interface Token {

  /** Returns it as a message shows it. */
  String shown();

  /**
   * A bare word: a key, a keyword or a number.
   *
   * @param text as written
   */
  record Word(String text) implements Token {
    @Override
    public String shown() {
      return text;
    }
  }

  /**
   * A dotted key of which a part is quoted by backticks or double quotes.
   *
   * @param group what stands before the dot
   * @param name the quoted part
   */
  record QuotedKey(String group, String name) implements Token {
    @Override
    public String shown() {
      return group.isEmpty() ? name : group + "." + name;
    }
  }

  /**
   * A text in quotes.
   *
   * @param text without them
   * @param single whether they are single ones, which only a value has
   */
  record Text(String text, boolean single) implements Token {
    @Override
    public String shown() {
      return "'" + text + "'";
    }
  }

  /**
   * A comparison operator, comma or parenthesis.
   *
   * @param text as written
   */
  record Symbol(String text) implements Token {
    @Override
    public String shown() {
      return text;
    }
  }
}
