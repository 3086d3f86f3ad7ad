package org.assay.review.checklist;

import java.util.Map;
import org.assay.review.policy.ReviewType;

/**
 * One checklist for each kind of review, shipped together.
 *
 * @param name its name
 * @param number its version, from 1
 * @param digest the digest of its document's exact bytes
 * @param lists the checklists
 */
public record ChecklistSet(
    String name, int number, String digest, Map<ReviewType, Checklist> lists) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a kind of review has none
   */
  public ChecklistSet {
    lists = Map.copyOf(lists);
    if (lists.size() != ReviewType.values().length) {
      throw new IllegalArgumentException("Each kind of review has a checklist");
    }
  }

  /** Returns how it is cited, such as {@code default/1}. */
  public String reference() {
    return name + "/" + number;
  }

  /** Returns the checklist of a kind of review. */
  public Checklist of(ReviewType type) {
    Checklist list = lists.get(type);
    if (list == null) {
      throw new IllegalStateException("No checklist of " + type);
    }
    return list;
  }
}
