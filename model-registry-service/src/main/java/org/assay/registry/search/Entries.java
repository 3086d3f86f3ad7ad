package org.assay.registry.search;

import org.jspecify.annotations.Nullable;

/**
 * Named values beside a row of a search, such as its tags: a table with a row for each name.
 *
 * @param from SQL of ours after {@code from}, with the condition that ties it to the row searched
 *     for, such as {@code model_tag e where e.model_id = m.id}
 * @param key SQL of the name, such as {@code e.key}; the row's is unique, so there is one value
 * @param value what is compared
 * @param table the table where it can be joined: then a search may begin with it
 */
public record Entries(String from, String key, Column value, @Nullable Table table) {

  /** Named values that are looked for beside each row. */
  public Entries(String from, String key, Column value) {
    this(from, key, value, null);
  }

  /**
   * Named values of a table that has {@code project_id}, {@code key} and {@code value}, and each
   * key of a row once, so that it may be joined without finding a row twice.
   *
   * @param name the table
   * @param owner its column of the row that an entry stands on
   * @param of the alias of that row, which has {@code id} and {@code project_id}
   * @param value how values compare; its expression is {@code e.value}
   */
  public static Entries joined(String name, String owner, String of, Column value) {
    return new Entries(
        "%1$s e where e.%2$s = %3$s.id and e.project_id = %3$s.project_id"
            .formatted(name, owner, of),
        "e.key",
        value,
        new Table(name, owner, of));
  }

  /**
   * A table of entries.
   *
   * @param name its name
   * @param owner its column of the row that an entry stands on
   * @param of the alias of that row
   */
  public record Table(String name, String owner, String of) {

    String join(String alias) {
      return " join %1$s %2$s on %2$s.%3$s = %4$s.id and %2$s.project_id = %4$s.project_id"
          .formatted(name, alias, owner, of);
    }
  }
}
