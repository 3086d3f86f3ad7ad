package org.assay.project.membership;

import java.util.Set;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is in one project: the realm roles and the membership held now.
 *
 * @param caller who asks
 * @param role the caller's own role in the project, null for who is no member
 */
public record Standing(Caller caller, @Nullable MemberRole role) {

  private static final Set<Role> READ_ALL =
      Set.of(Role.ETHICS_REVIEWER, Role.PERFORMANCE_REVIEWER, Role.LEAD, Role.AUDITOR, Role.ADMIN);

  /** Says whether the caller may know of every project, member or not. */
  public static boolean readsAll(Caller caller) {
    return !caller.machine() && READ_ALL.stream().anyMatch(caller::has);
  }

  /** Says whether the caller may know of the project. */
  public boolean reads() {
    return role != null || readsAll(caller);
  }

  /** Says whether the caller steers the project: its owner, or a lead who is a member. */
  public boolean steers() {
    if (caller.machine()) {
      return false;
    }
    if (caller.has(Role.LEAD)) {
      return role != null;
    }
    return caller.has(Role.ENGINEER) && role == MemberRole.OWNER;
  }
}
