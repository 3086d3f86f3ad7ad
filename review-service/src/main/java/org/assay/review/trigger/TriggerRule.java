package org.assay.review.trigger;

import java.util.List;
import java.util.Set;
import org.assay.review.classification.Tier;
import org.assay.review.policy.ReviewType;
import org.jspecify.annotations.Nullable;

/**
 * What follows when a trigger of a kind fires.
 *
 * @param kind the kind
 * @param tiers the tiers of which something follows; absent: all
 * @param hold whether the gate is closed
 * @param reviews the kinds of review that are asked for
 * @param fields the parts of a use case whose change counts
 */
public record TriggerRule(
    TriggerKind kind,
    @Nullable Set<Tier> tiers,
    boolean hold,
    List<ReviewType> reviews,
    List<String> fields) {

  /** Copies the collections. */
  public TriggerRule {
    tiers = tiers == null ? null : Set.copyOf(tiers);
    reviews = List.copyOf(reviews);
    fields = List.copyOf(fields);
  }

  /**
   * Returns whether something follows for a version.
   *
   * @param tier its tier, null where it is not known
   * @param asked whether its policy asks for one, so that one that is not known may be any
   */
  public boolean concerns(@Nullable Tier tier, boolean asked) {
    if (tiers == null) {
      return true;
    }
    return tier == null ? asked : tiers.contains(tier);
  }
}
