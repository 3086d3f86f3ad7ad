package org.assay.review.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A requirement of a policy's own, in CEL over {@link PolicyContext}.
 *
 * @param id its key among the requirements, kebab-case
 * @param appliesIf whom it concerns; absent where it concerns every version
 * @param satisfiedIf what must hold
 * @param overridableBy the realm roles of those who may override it; none where nobody may
 * @param help what it is for and how to satisfy it
 */
public record PolicyRequirement(
    String id,
    @Nullable String appliesIf,
    String satisfiedIf,
    List<String> overridableBy,
    String help) {

  /** Copies the list. */
  public PolicyRequirement {
    overridableBy = List.copyOf(overridableBy);
  }

  /** Returns the same under another key. */
  PolicyRequirement named(String other) {
    return new PolicyRequirement(other, appliesIf, satisfiedIf, overridableBy, help);
  }

  /** Returns how the policy words it; the id reads as its title. */
  Policy.Clause clause(Policy.@Nullable Source source) {
    return new Policy.Clause(
        Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' '), help, source);
  }
}
