package org.assay.review.requirement;

/**
 * What one requirement says about one version; only {@link #fulfilled()} lets it pass.
 *
 * <p>The switches have no {@code default}: a new kind of answer does not compile until somebody has
 * decided whether it lets a release pass.
 */
public sealed interface RequirementResult {

  /** Returns which requirement it is. */
  RequirementKey key();

  /** Returns why. */
  Explanation why();

  /** It holds. */
  record Satisfied(RequirementKey key, Explanation why) implements RequirementResult {}

  /** It does not hold, and somebody has to act. */
  record Unsatisfied(RequirementKey key, Explanation why) implements RequirementResult {}

  /** It does not hold yet; what would make it hold is under way. */
  record Pending(RequirementKey key, Explanation why) implements RequirementResult {}

  /** It held for something else: other bytes, another policy, facts of another time. */
  record Stale(RequirementKey key, Explanation why) implements RequirementResult {}

  /** Nobody could fulfil it as things stand. */
  record Impossible(RequirementKey key, Explanation why) implements RequirementResult {}

  /** It could not be evaluated. */
  record Failed(RequirementKey key, Explanation why) implements RequirementResult {}

  /** It does not hold, and two people took that on themselves. */
  record Overridden(RequirementKey key, Explanation why) implements RequirementResult {}

  /** A rule that did evaluate says that it does not concern this version. */
  record NotApplicable(RequirementKey key, Explanation why) implements RequirementResult {}

  /** Says whether a release may pass: what cannot be evaluated is not satisfied. */
  default boolean fulfilled() {
    return switch (this) {
      case Satisfied _, Overridden _, NotApplicable _ -> true;
      case Unsatisfied _, Pending _, Stale _, Impossible _, Failed _ -> false;
    };
  }

  /** Returns the answer's name. */
  default RequirementState state() {
    return switch (this) {
      case Satisfied _ -> RequirementState.SATISFIED;
      case Unsatisfied _ -> RequirementState.UNSATISFIED;
      case Pending _ -> RequirementState.PENDING;
      case Stale _ -> RequirementState.STALE;
      case Impossible _ -> RequirementState.IMPOSSIBLE;
      case Failed _ -> RequirementState.ERROR;
      case Overridden _ -> RequirementState.OVERRIDDEN;
      case NotApplicable _ -> RequirementState.NOT_APPLICABLE;
    };
  }
}
