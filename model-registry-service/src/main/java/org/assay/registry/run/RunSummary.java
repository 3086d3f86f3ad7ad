package org.assay.registry.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.registry.experiment.Stage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run without what it logged, which may be much: as lists and the answers to what is logged show
 * it to one caller.
 *
 * @param id its id
 * @param experimentId the experiment it belongs to
 * @param projectKey the project of that
 * @param name its name; several may have the same
 * @param status how far it is
 * @param stage whether it is there; it counts as deleted with its experiment
 * @param startedAt when it began, by its client's clock
 * @param endedAt when it ended, by its client's clock
 * @param createdAt when it was made here
 * @param createdBy who began it
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "RunSummary")
record RunSummary(
    UUID id,
    UUID experimentId,
    String projectKey,
    String name,
    RunStatus status,
    Stage stage,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /** Shows a run. */
  static RunSummary from(VisibleRuns.Found found, Actor createdBy, List<ActionView> actions) {
    Run run = found.run();
    return new RunSummary(
        run.id(),
        run.experimentId(),
        found.experiment().project().value(),
        run.name(),
        run.status(),
        found.stage(),
        instant(run.startedAt()),
        instant(run.endedAt()),
        run.createdAt(),
        createdBy,
        run.revision(),
        actions);
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
