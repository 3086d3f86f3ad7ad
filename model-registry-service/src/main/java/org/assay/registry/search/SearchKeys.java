package org.assay.registry.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a search can compare or sort by. Immutable; each search has one in a constant. */
public final class SearchKeys {

  static final Set<String> ATTRIBUTE_GROUPS = Set.of("", "attribute", "attributes", "attr", "run");

  private final Map<String, Column> attributes;
  private final Map<String, Entries> groups;
  private final Map<Key, Column> selected;

  private SearchKeys(
      Map<String, Column> attributes, Map<String, Entries> groups, Map<Key, Column> selected) {
    this.attributes = Map.copyOf(attributes);
    this.groups = Map.copyOf(groups);
    this.selected = Map.copyOf(selected);
  }

  /** Nothing yet. */
  public static SearchKeys none() {
    return new SearchKeys(Map.of(), Map.of(), Map.of());
  }

  /** The same and an attribute, which is written alone or as {@code attribute.name}. */
  public SearchKeys attribute(String name, Column column) {
    Map<String, Column> more = new LinkedHashMap<>(attributes);
    more.put(name, column);
    return new SearchKeys(more, groups, selected);
  }

  /**
   * The same and named values.
   *
   * @param names what may stand before the dot, such as {@code tag} and {@code tags}
   */
  public SearchKeys entries(Set<String> names, Entries entries) {
    Map<String, Entries> more = new LinkedHashMap<>(groups);
    names.forEach(name -> more.put(name, entries));
    return new SearchKeys(attributes, more, selected);
  }

  /**
   * The same, of which one named value is a column of what is searched: the order is by it, so that
   * a condition on it bounds where the order's index is read.
   */
  public SearchKeys selected(Key key, Column column) {
    Map<Key, Column> more = new LinkedHashMap<>(selected);
    more.put(key, column);
    return new SearchKeys(attributes, groups, more);
  }

  /** Finds a value that each row of the search has at most one of. */
  Optional<Column> column(Key key) {
    @Nullable Column column = selected.get(key);
    return column == null ? attribute(key) : Optional.of(column);
  }

  private Optional<Column> attribute(Key key) {
    return ATTRIBUTE_GROUPS.contains(key.group())
        ? Optional.ofNullable(attributes.get(key.name()))
        : Optional.empty();
  }

  /** Finds the named values that a key is one of. */
  Optional<Entries> entries(Key key) {
    return Optional.ofNullable(groups.get(key.group()));
  }

  /** Returns the keys as a refusal lists them. */
  String listed() {
    Set<String> all = new TreeSet<>(attributes.keySet());
    groups.keySet().forEach(group -> all.add(group + ".<name>"));
    return String.join(", ", all);
  }
}
