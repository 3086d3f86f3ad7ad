package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.experiment.Experiments;
import org.assay.registry.experiment.HexId;

/**
 * Keeps the results of a run as they stand when a version is registered from it, so that the run
 * may go on while the version keeps what it was registered with; and once more, for good, when the
 * version is submitted. A run that a version rests on cannot be deleted.
 */
@ApplicationScoped
public class RunSnapshots {

  private final Runs runs;
  private final Experiments experiments;
  private final RunRecords records;
  private final RunSetups setups;
  private final ResultRecords kept;
  private final EventLog events;

  RunSnapshots(
      Runs runs,
      Experiments experiments,
      RunRecords records,
      RunSetups setups,
      ResultRecords kept,
      EventLog events) {
    this.runs = runs;
    this.experiments = experiments;
    this.records = records;
    this.setups = setups;
    this.kept = kept;
    this.events = events;
  }

  /**
   * Finds the run that a version names; it and its experiment stay until the transaction ends.
   *
   * @param id its id
   * @param projectId only a run of this project
   * @throws ProblemException 409 {@code RUN_DELETED} where it or its experiment is deleted
   */
  public Optional<Run> source(UUID id, UUID projectId) {
    Optional<Run> found = runs.tracked(id).filter(run -> run.projectId().equals(projectId));
    found.ifPresent(this::hold);
    return found;
  }

  /** Reads the id of a run, written with or without dashes; anything else names none. */
  public static Optional<UUID> id(String written) {
    return HexId.read(written.replace("-", ""));
  }

  private void hold(Run run) {
    runs.lock(run, LockModeType.PESSIMISTIC_READ);
    if (run.isDeleted() || experiments.hold(run.experimentId()).isDeleted()) {
      throw VisibleRuns.deleted(run.id());
    }
  }

  /**
   * Keeps all that a run has logged, and makes an implicit run of a model that refers to it; in the
   * running transaction.
   *
   * @param source a run of a project that the caller contributes to
   */
  public Kept keep(Run source, UUID projectId, UUID modelId, Caller caller) {
    Results results = results(source);
    Run run =
        Run.implicit(
                projectId, modelId, results.shownMetrics(), results.shownData(), caller.subject())
            .snapshotOf(source);
    runs.persist(run);
    return new Kept(run, kept.keep(results));
  }

  /**
   * Fixes the results of a run, in the running transaction, which holds its row from here on, and
   * keeps them as they stand now.
   *
   * @param implicit the implicit run of a version
   * @return their digest; empty where the version was registered with its numbers alone
   */
  public Optional<Digest> fix(Run implicit, Caller caller) {
    UUID sourceId = implicit.sourceRunId();
    if (sourceId == null) {
      return Optional.empty();
    }
    Run source =
        runs.tracked(sourceId)
            .orElseThrow(() -> new IllegalStateException("Run " + sourceId + " is gone"));
    runs.lock(source, LockModeType.PESSIMISTIC_WRITE);
    if (source.fix()) {
      runs.flush();
      events.append(source.event(Cause.by(caller)));
    }
    return Optional.of(kept.keep(results(source)));
  }

  private Results results(Run run) {
    return Results.of(run, records.of(run.id()), setups.of(List.of(run.id())).get(run.id()));
  }

  /**
   * What a version keeps of a run.
   *
   * @param run the implicit run that refers to it
   * @param digest the digest of its results
   */
  public record Kept(Run run, Digest digest) {}
}
