package org.assay.review.policy;

import java.util.Locale;
import org.assay.kit.identity.Role;

/**
 * The kinds of review that a policy may ask for (governance: one enum everywhere).
 *
 * <p>Each names the reviewer's realm role that opens its door; a lead may stand in for either.
 */
public enum ReviewType {
  DOCUMENTATION(Role.ETHICS_REVIEWER),
  PERFORMANCE(Role.PERFORMANCE_REVIEWER),
  ETHICS(Role.ETHICS_REVIEWER),
  PRIVACY(Role.ETHICS_REVIEWER),
  EXPLAINABILITY(Role.ETHICS_REVIEWER),
  DATA_QUALITY(Role.PERFORMANCE_REVIEWER),
  SECURITY(Role.PERFORMANCE_REVIEWER),
  SAFETY(Role.PERFORMANCE_REVIEWER),
  LEGAL(Role.ETHICS_REVIEWER),
  OPERATIONS(Role.PERFORMANCE_REVIEWER),
  BUSINESS_VALUE(Role.PERFORMANCE_REVIEWER),
  POST_DEPLOYMENT(Role.PERFORMANCE_REVIEWER);

  private final Role reviewer;

  ReviewType(Role reviewer) {
    this.reviewer = reviewer;
  }

  /** Returns the realm role of those who review this kind. */
  public Role reviewer() {
    return reviewer;
  }

  /** Returns the kind as keys and sentences write it, such as {@code data-quality}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the kind as policies' expressions name it, such as {@code data_quality}. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
