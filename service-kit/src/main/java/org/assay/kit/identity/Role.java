package org.assay.kit.identity;

import java.util.Arrays;
import java.util.Optional;

/** A realm role: it opens the door, and the right to act is Assay's own grant. */
public enum Role {
  ENGINEER(RoleNames.ENGINEER),
  ETHICS_REVIEWER(RoleNames.ETHICS_REVIEWER),
  PERFORMANCE_REVIEWER(RoleNames.PERFORMANCE_REVIEWER),
  LEAD(RoleNames.LEAD),
  AUDITOR(RoleNames.AUDITOR),
  OPERATOR(RoleNames.OPERATOR),
  ADMIN(RoleNames.ADMIN);

  private final String claim;

  Role(String claim) {
    this.claim = claim;
  }

  /** Returns the role as the token writes it, such as {@code ethics-reviewer}. */
  public String claim() {
    return claim;
  }

  /** Returns the role that the token writes so, empty for one that Assay does not know. */
  public static Optional<Role> ofClaim(String claim) {
    return Arrays.stream(values()).filter(role -> role.claim.equals(claim)).findFirst();
  }
}
