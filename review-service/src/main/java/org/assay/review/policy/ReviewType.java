package org.assay.review.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;

/**
 * The kinds of review that a policy may ask for (governance: one enum everywhere).
 *
 * <p>Each names the reviewers' realm roles that open its door, one of which is enough; a lead may
 * stand in for any.
 */
public enum ReviewType {
  DOCUMENTATION,
  PERFORMANCE,
  ETHICS,
  PRIVACY,
  EXPLAINABILITY,
  DATA_QUALITY,
  SECURITY,
  SAFETY,
  LEGAL,
  OPERATIONS,
  BUSINESS_VALUE,
  POST_DEPLOYMENT;

  /** Returns the realm roles of those who review this kind; each alone is enough. */
  public List<Role> reviewers() {
    return switch (this) {
      case ETHICS, PRIVACY, EXPLAINABILITY, LEGAL -> List.of(Role.ETHICS_REVIEWER);
      case PERFORMANCE, DATA_QUALITY, SECURITY, SAFETY, OPERATIONS, BUSINESS_VALUE ->
          List.of(Role.PERFORMANCE_REVIEWER);
      case DOCUMENTATION, POST_DEPLOYMENT ->
          List.of(Role.ETHICS_REVIEWER, Role.PERFORMANCE_REVIEWER);
    };
  }

  /** Returns the kinds that somebody with one of the roles reviews. */
  public static List<ReviewType> reviewedBy(Caller caller) {
    return Arrays.stream(values()).filter(type -> type.isReviewedBy(caller)).toList();
  }

  /** Returns whether the caller has one of the reviewers' roles. */
  public boolean isReviewedBy(Caller caller) {
    return reviewers().stream().anyMatch(caller::has);
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
