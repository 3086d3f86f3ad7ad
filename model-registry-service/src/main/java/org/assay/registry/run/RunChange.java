package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;
import org.jspecify.annotations.Nullable;

/**
 * Changes a run: its status, end and name, and whether it is there. Each act runs in the
 * transaction of its caller, under the row lock, and throws 404 {@code RUN_NOT_FOUND} or 403 {@code
 * NOT_A_CONTRIBUTOR}.
 */
@ApplicationScoped
public class RunChange {

  private final VisibleRuns visible;
  private final Runs runs;
  private final Entries entries;
  private final EventLog events;

  RunChange(VisibleRuns visible, Runs runs, Entries entries, EventLog events) {
    this.visible = visible;
    this.runs = runs;
    this.entries = entries;
    this.events = events;
  }

  /**
   * Takes over what its client says of it now.
   *
   * @throws ProblemException also 409 {@code RUN_DELETED}, 422 {@code VALIDATION_FAILED}
   */
  public VisibleRuns.Found update(UUID id, Asked asked, Caller caller) {
    RunStart.checkName(asked.name());
    RunStart.checkTime(asked.endedAt(), "/end_time");
    VisibleRuns.Found found = visible.toChange(id, caller);
    apply(found, asked, caller);
    if (asked.name() != null) {
      entries.set(
          EntryTable.RUN_TAG,
          id,
          found.experiment().id(),
          List.of(new Entry(RunStart.NAME_TAG, asked.name())));
    }
    return found;
  }

  /** Takes over a change of a run whose row is locked. */
  void apply(VisibleRuns.Found found, Asked asked, Caller caller) {
    if (found.run().update(asked)) {
      events.append(found.run().event(Cause.by(caller)));
    }
  }

  /**
   * Deletes it; it may come back.
   *
   * @throws ProblemException also 409 {@code IN_USE} where a version rests on it
   */
  public void delete(UUID id, Caller caller) {
    Run run = visible.toDelete(id, caller).run();
    if (runs.isRestedOn(run)) {
      throw ProblemException.of(
              RegistryProblem.IN_USE,
              "A registered version rests on run %s, so it stays".formatted(id))
          .help("Leave it as it is; a version's origin is kept as long as the version.");
    }
    setDeleted(run, true, caller);
  }

  /** Brings it back; it stays deleted while its experiment is. */
  public void restore(UUID id, Caller caller) {
    setDeleted(visible.toDelete(id, caller).run(), false, caller);
  }

  private void setDeleted(Run run, boolean gone, Caller caller) {
    if (run.setDeleted(gone)) {
      events.append(run.event(Cause.by(caller)));
    }
  }

  /**
   * What a client says of a run; what is null stays as it is.
   *
   * @param status how far it is
   * @param endedAt by its client's clock, in milliseconds since 1970
   * @param name its name
   */
  public record Asked(@Nullable RunStatus status, @Nullable Long endedAt, @Nullable String name) {}
}
