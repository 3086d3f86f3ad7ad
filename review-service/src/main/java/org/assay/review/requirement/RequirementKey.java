package org.assay.review.requirement;

import java.util.List;
import java.util.Set;
import org.assay.review.policy.Policy;
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
  public static final RequirementKey DISTINCT_UNITS = new RequirementKey("distinct-units");
  public static final RequirementKey QUALIFIED_SECTIONS = new RequirementKey("qualified-sections");
  public static final RequirementKey SEPARATION_OF_DUTIES =
      new RequirementKey("separation-of-duties");
  public static final RequirementKey RELEASED = new RequirementKey("released");
  public static final RequirementKey NOT_REVOKED = new RequirementKey("not-revoked");
  public static final RequirementKey NOT_HELD = new RequirementKey("not-held");
  public static final RequirementKey INCIDENTS_CONTAINED =
      new RequirementKey("incidents-contained");
  public static final RequirementKey TIER_PERMITTED = new RequirementKey("tier-permitted");
  public static final RequirementKey CLASSIFIED = new RequirementKey("classified");
  public static final RequirementKey EVIDENCE_RECENT = new RequirementKey("evidence-recent");
  public static final RequirementKey OPEN_CONDITIONS = new RequirementKey("open-conditions");
  public static final RequirementKey FACTS_FRESH = new RequirementKey("facts-fresh");
  public static final RequirementKey FACTS_READABLE = new RequirementKey("facts-readable");

  private static final String APPROVED = "-approved";

  /**
   * What is asked of every version. No policy lets anybody override it: who may decide, what is
   * decided on, and every act that closes.
   */
  private static final Set<RequirementKey> BUILT_IN =
      Set.of(
          VERSION_KNOWN,
          SUBMITTED,
          DISTINCT_APPROVERS,
          DISTINCT_UNITS,
          QUALIFIED_SECTIONS,
          SEPARATION_OF_DUTIES,
          RELEASED,
          NOT_REVOKED,
          NOT_HELD,
          INCIDENTS_CONTAINED,
          TIER_PERMITTED,
          CLASSIFIED,
          EVIDENCE_RECENT,
          OPEN_CONDITIONS,
          FACTS_FRESH,
          FACTS_READABLE);

  /**
   * Returns the realm roles one of which somebody who overrides the requirement has; none where it
   * is never overridden.
   */
  public List<String> overridableBy(Policy policy) {
    return BUILT_IN.contains(this) ? List.of() : policy.overridableBy(value);
  }

  /** Returns the requirement that a review of the kind is approved. */
  public static RequirementKey approved(ReviewType type) {
    return new RequirementKey(type.slug() + APPROVED);
  }

  /** Returns whether a key is kept for what is asked of every version or of reviews. */
  public static boolean isBuiltIn(String value) {
    return value.endsWith(APPROVED) || BUILT_IN.contains(new RequirementKey(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
