package org.assay.project.charter;

import java.time.Instant;
import java.time.LocalDate;
import org.assay.contracts.name.ProjectKey;
import org.jspecify.annotations.Nullable;

/** Projects for tests. */
public final class Charters {

  private Charters() {}

  static Charter charter(String name) {
    return new Charter(name, "Decide equally well", "sponsor", "credit", null, null, null, null);
  }

  static Charter dated(@Nullable LocalDate startsOn, @Nullable LocalDate endsOn) {
    return new Charter("Name", "Goal", "sponsor", "credit", null, null, startsOn, endsOn);
  }

  /** A project in a state. */
  public static Project project(ProjectState state) {
    Project project =
        Project.founded(
            new ProjectKey("credit"),
            charter("Credit"),
            "founder",
            Instant.parse("2026-01-01T00:00:00Z"));
    project.enter(state);
    return project;
  }
}
