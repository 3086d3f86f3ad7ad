package org.assay.registry.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a search can compare or sort by. Immutable; each search has one in a constant. */
public final class SearchKeys {

  static final Set<String> ATTRIBUTE_GROUPS = Set.of("", "attribute", "attributes", "attr", "run");

  private final Map<String, Column> attributes;
  private final Map<String, Entries> groups;

  private SearchKeys(Map<String, Column> attributes, Map<String, Entries> groups) {
    this.attributes = Map.copyOf(attributes);
    this.groups = Map.copyOf(groups);
  }

  /** Nothing yet. */
  public static SearchKeys none() {
    return new SearchKeys(Map.of(), Map.of());
  }

  /** The same and an attribute, which is written alone or as {@code attribute.name}. */
  public SearchKeys attribute(String name, Column column) {
    Map<String, Column> more = new LinkedHashMap<>(attributes);
    more.put(name, column);
    return new SearchKeys(more, groups);
  }

  /**
   * The same and named values.
   *
   * @param names what may stand before the dot, such as {@code tag} and {@code tags}
   */
  public SearchKeys entries(Set<String> names, Entries entries) {
    Map<String, Entries> more = new LinkedHashMap<>(groups);
    names.forEach(name -> more.put(name, entries));
    return new SearchKeys(attributes, more);
  }

  /** Finds an attribute. */
  Optional<Column> attribute(Key key) {
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
