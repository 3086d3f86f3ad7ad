package org.assay.registry.project;

import java.util.UUID;
import org.assay.contracts.name.ProjectKey;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is in a project.
 *
 * @param projectId the project
 * @param key its key
 * @param state PROPOSED, ACTIVE, ON_HOLD or CLOSED, as project-service names it
 * @param role the caller's role as a member, absent where the caller is none
 * @param readsAll whether the caller reads every project by realm role
 */
public record Standing(
    UUID projectId, ProjectKey key, String state, @Nullable MemberRole role, boolean readsAll) {

  private static final String ACTIVE = "ACTIVE";

  /** The standing in a project of which the copy has not heard yet: no role, and not active. */
  public static Standing unknown(UUID projectId, ProjectKey key, boolean readsAll) {
    return new Standing(projectId, key, "UNKNOWN", null, readsAll);
  }

  /** Says whether the caller may know of the project and of what is in it. */
  public boolean mayRead() {
    return readsAll || role != null;
  }

  /** Says whether the caller works in the project. */
  public boolean isContributor() {
    return role != null && role.works();
  }

  /** Says whether the caller answers for the project. */
  public boolean isOwner() {
    return role == MemberRole.OWNER;
  }

  /** Says whether the project takes new models and versions. */
  public boolean isActive() {
    return state.equals(ACTIVE);
  }

  /** Says whether the caller may register here now. */
  public boolean mayRegister() {
    return isContributor() && isActive();
  }
}
