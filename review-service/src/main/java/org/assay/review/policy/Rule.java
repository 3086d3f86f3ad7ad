package org.assay.review.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assay.review.policy.Expression.BadExpressionException;
import org.assay.review.policy.Expression.UndecidableException;
import org.jspecify.annotations.Nullable;

/** A requirement of a published policy, ready to be judged; what fails is never satisfied. */
public final class Rule {

  private final PolicyRequirement requirement;
  private final @Nullable Expression appliesIf;
  private final Expression satisfiedIf;
  private final SortedSet<String> claims;

  private Rule(
      PolicyRequirement requirement, @Nullable Expression appliesIf, Expression satisfiedIf) {
    this.requirement = requirement;
    this.appliesIf = appliesIf;
    this.satisfiedIf = satisfiedIf;
    SortedSet<String> asked = new TreeSet<>(satisfiedIf.claims());
    if (appliesIf != null) {
      asked.addAll(appliesIf.claims());
    }
    this.claims = Collections.unmodifiableSortedSet(asked);
  }

  /** What a rule says of a version. */
  public sealed interface Verdict {

    /** It holds. */
    record Holds() implements Verdict {}

    /** It does not hold. */
    record Broken() implements Verdict {}

    /** It does not concern the version. */
    record NotConcerned() implements Verdict {}

    /**
     * It cannot be told.
     *
     * @param why which of the two conditions failed and how
     */
    record Undecided(String why) implements Verdict {}
  }

  /**
   * Compiles a requirement that was checked when its draft was saved.
   *
   * @throws IllegalStateException if it does not compile any more
   */
  static Rule compiled(PolicyRequirement requirement) {
    try {
      String applies = requirement.appliesIf();
      return new Rule(
          requirement,
          applies == null ? null : Expression.compiled(applies),
          Expression.compiled(requirement.satisfiedIf()));
    } catch (BadExpressionException e) {
      throw new IllegalStateException("A policy's requirement does not compile", e);
    }
  }

  /**
   * Compiles what decides that a condition is met; it was checked when the condition was set.
   *
   * @throws IllegalStateException if it does not compile any more
   */
  public static Rule ofCheck(String text) {
    return compiled(new PolicyRequirement("check", null, text, List.of(), ""));
  }

  /** Returns the requirement as the policy says it. */
  public PolicyRequirement requirement() {
    return requirement;
  }

  /** Returns whether it can be judged only where a version is to be deployed somewhere. */
  public boolean asksForEnvironment() {
    return satisfiedIf.variables().contains(PolicyContext.ENVIRONMENT)
        || (appliesIf != null && appliesIf.variables().contains(PolicyContext.ENVIRONMENT));
  }

  /** Returns which claims it asks for, by their fields in the context, in order. */
  public SortedSet<String> claims() {
    return claims;
  }

  /** Judges a version by what {@link PolicyContext} says of it. */
  public Verdict judge(Map<String, Object> context) {
    try {
      if (appliesIf != null && !appliesIf.holds(context)) {
        return new Verdict.NotConcerned();
      }
    } catch (UndecidableException e) {
      return new Verdict.Undecided("applies_if cannot be evaluated: " + e.getMessage());
    }
    try {
      return satisfiedIf.holds(context) ? new Verdict.Holds() : new Verdict.Broken();
    } catch (UndecidableException e) {
      return new Verdict.Undecided("satisfied_if cannot be evaluated: " + e.getMessage());
    }
  }
}
