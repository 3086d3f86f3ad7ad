package org.assay.registry.search;

/**
 * What is compared or sorted by: {@code tags.stage}, {@code metrics.`f1 score`}, {@code name}.
 *
 * @param group what stands before the first dot, as written; empty where there is none
 * @param name what stands behind it, without its quotes
 */
public record Key(String group, String name) {

  /** Returns it as a message shows it. */
  String shown() {
    return group.isEmpty() ? name : group + "." + name;
  }
}
