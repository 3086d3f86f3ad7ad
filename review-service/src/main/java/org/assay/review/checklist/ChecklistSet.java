package org.assay.review.checklist;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.assay.contracts.name.Digest;
import org.assay.review.policy.ReviewType;

/**
 * One checklist for each kind of review, shipped or published together, or what several such sets
 * ask together.
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

  /**
   * Returns what this set and one of a narrower scope ask together, so that the narrower only adds:
   * the questions of both, each once and worded as here, of whom either asks it, and with a "no"
   * that blocks where it does in either.
   */
  ChecklistSet and(ChecklistSet narrower) {
    Map<ReviewType, Checklist> both = new EnumMap<>(ReviewType.class);
    lists.forEach((type, list) -> both.put(type, list.and(narrower.of(type))));
    return new ChecklistSet(
        reference() + "+" + narrower.name(),
        narrower.number(),
        Digest.ofContent((digest + narrower.digest()).getBytes(StandardCharsets.UTF_8)).value(),
        both);
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
