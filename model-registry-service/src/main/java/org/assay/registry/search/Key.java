package org.assay.registry.search;

/**
 * What is compared or sorted by: {@code tags.stage}, {@code metrics.`f1 score`}, {@code name}.
 *
 * @param group what stands before the first dot, as written; empty where there is none
 * @param name what stands behind it, without its quotes
 */
public record Key(String group, String name) {

  /** Says whether it is an attribute of this name. */
  public boolean isAttribute(String attribute) {
    return SearchKeys.ATTRIBUTE_GROUPS.contains(group) && name.equals(attribute);
  }

  /** Returns it as a message shows it. */
  String shown() {
    return group.isEmpty() ? name : group + "." + name;
  }
}
