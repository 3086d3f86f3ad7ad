package org.assay.registry.project;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a member is in a project, as project-service names it. */
public enum MemberRole {
  /** Answers for the project. */
  OWNER,
  /** Works in it: registers models and versions, submits them. */
  CONTRIBUTOR,
  /** Reads it. */
  VIEWER;

  /** Says whether who has it works in the project. */
  boolean works() {
    return this == OWNER || this == CONTRIBUTOR;
  }

  /** Returns the role of a name; a name newer than this release gives no right, so it is empty. */
  static Optional<MemberRole> named(@Nullable String name) {
    for (MemberRole role : values()) {
      if (role.name().equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
