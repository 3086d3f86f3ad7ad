package org.assay.review.requirement;

import org.assay.review.policy.ReviewType;

/**
 * The stable name of a requirement.
 *
 * @param value kebab-case, the key of its clause in the policy
 */
public record RequirementKey(String value) {

  public static final RequirementKey VERSION_KNOWN = new RequirementKey("version-known");
  public static final RequirementKey SUBMITTED = new RequirementKey("submitted");
  public static final RequirementKey DISTINCT_APPROVERS = new RequirementKey("distinct-approvers");
  public static final RequirementKey SEPARATION_OF_DUTIES =
      new RequirementKey("separation-of-duties");
  public static final RequirementKey RELEASED = new RequirementKey("released");
  public static final RequirementKey NOT_REVOKED = new RequirementKey("not-revoked");
  public static final RequirementKey NOT_HELD = new RequirementKey("not-held");
  public static final RequirementKey FACTS_FRESH = new RequirementKey("facts-fresh");
  public static final RequirementKey FACTS_READABLE = new RequirementKey("facts-readable");

  /** Returns the requirement that a review of the kind is approved. */
  public static RequirementKey approved(ReviewType type) {
    return new RequirementKey(type.slug() + "-approved");
  }

  @Override
  public String toString() {
    return value;
  }
}
