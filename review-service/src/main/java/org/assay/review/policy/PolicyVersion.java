package org.assay.review.policy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.review.policy.Policy.RequiredReview;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is stored and bound to: never changed once published.
 *
 * @param id what assessments, reviews and decisions bind to
 * @param digest the digest of its document's exact bytes
 * @param policy what the document says
 * @param rules its requirements in CEL, compiled
 * @param conditions the conditions of its reviews by their texts, compiled
 * @param since when the last of what it unites was published; absent of what is shipped, and of a
 *     draft
 */
public record PolicyVersion(
    UUID id,
    String digest,
    Policy policy,
    List<Rule> rules,
    Map<String, Condition> conditions,
    @Nullable Instant since) {

  /** Copies the collections. */
  public PolicyVersion {
    rules = List.copyOf(rules);
    conditions = Map.copyOf(conditions);
  }

  /** Compiles what the document says. */
  public PolicyVersion(UUID id, String digest, Policy policy) {
    this(id, digest, policy, (Instant) null);
  }

  /** Compiles what the document says, which holds since an instant. */
  public PolicyVersion(UUID id, String digest, Policy policy, @Nullable Instant since) {
    this(
        id,
        digest,
        policy,
        policy.requirements().stream().map(Rule::compiled).toList(),
        Condition.of(policy),
        since);
  }

  /** Returns the same under the id that something is bound to. */
  public PolicyVersion boundAs(UUID other) {
    return new PolicyVersion(other, digest, policy, rules, conditions, since);
  }

  /** Returns the same as if it had always held, so that whatever was answered was so under it. */
  public PolicyVersion undated() {
    return new PolicyVersion(id, digest, policy, rules, conditions, null);
  }

  /**
   * Returns the reviews that a version needs, each type once, in the order of the types.
   *
   * @param terms what the policy asks of its tier
   * @param context what is known of it
   */
  public List<RequiredReview> required(Terms terms, Map<String, Object> context) {
    Map<ReviewType, Integer> approvals = new EnumMap<>(ReviewType.class);
    for (RequiredReview review : terms.reviews()) {
      String appliesIf = review.appliesIf();
      Condition condition = appliesIf == null ? null : conditions.get(appliesIf);
      if (condition == null || condition.concerns(context)) {
        approvals.merge(review.type(), review.approvals(), Math::max);
      }
    }
    return approvals.entrySet().stream()
        .map(entry -> new RequiredReview(entry.getKey(), entry.getValue()))
        .toList();
  }
}
