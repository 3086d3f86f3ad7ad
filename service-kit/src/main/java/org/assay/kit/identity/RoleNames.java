package org.assay.kit.identity;

/** The realm roles as the token writes them, for {@code @RolesAllowed}. */
public final class RoleNames {

  public static final String ENGINEER = "engineer";
  public static final String ETHICS_REVIEWER = "ethics-reviewer";
  public static final String PERFORMANCE_REVIEWER = "performance-reviewer";
  public static final String LEAD = "lead";
  public static final String AUDITOR = "auditor";
  public static final String OPERATOR = "operator";
  public static final String ADMIN = "admin";

  /** The services of this installation among each other; no person or machine holds it. */
  public static final String SERVICE = "service";

  private RoleNames() {}
}
