package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;
import org.assay.registry.loggedmodel.RunModels;
import org.assay.registry.loggedmodel.RunModels.Direction;
import org.assay.registry.run.RunRecords;
import org.assay.registry.run.VisibleRuns;
import org.assay.registry.search.Weights;

/** Writes runs with all they have logged, many in as many statements as one. */
@ApplicationScoped
class RunReader {

  private static final List<String> PARTS =
      Stream.concat(RunRecords.WEIGHTS.stream(), Stream.of(RunModels.WEIGHTS)).toList();

  private final Weights weights;
  private final RunRecords records;
  private final RunModels models;
  private final Entries entries;

  RunReader(Weights weights, RunRecords records, RunModels models, Entries entries) {
    this.weights = weights;
    this.records = records;
    this.models = models;
    this.entries = entries;
  }

  /** Writes one run. */
  RunJson one(VisibleRuns.Found run) {
    return some(List.of(run)).getFirst();
  }

  /** Writes a run that began in this transaction: it has tags and nothing else. */
  RunJson begun(VisibleRuns.Found run) {
    UUID id = run.run().id();
    List<Entry> tags = entries.of(EntryTable.RUN_TAG, List.of(id)).getOrDefault(id, List.of());
    return RunJson.from(
        run, new RunRecords.Logged(List.of(), List.of(), tags, List.of()), List.of(), List.of());
  }

  /** Writes runs in the order given, as many as fit an answer. */
  List<RunJson> asManyAsFit(List<VisibleRuns.Found> runs) {
    return Fitting.of(runs, found -> found.run().id(), ids -> weights.of(PARTS, ids), this::some);
  }

  private List<RunJson> some(List<VisibleRuns.Found> runs) {
    List<UUID> ids = runs.stream().map(found -> found.run().id()).toList();
    Map<UUID, RunRecords.Logged> logged = records.of(ids);
    Map<UUID, List<RunModels.Use>> read = models.of(ids, Direction.INPUT);
    Map<UUID, List<RunModels.Use>> written = models.of(ids, Direction.OUTPUT);
    List<RunJson> all = new ArrayList<>();
    for (VisibleRuns.Found found : runs) {
      UUID id = found.run().id();
      all.add(
          RunJson.from(
              found,
              logged.getOrDefault(id, RunRecords.Logged.NOTHING),
              read.getOrDefault(id, List.of()),
              written.getOrDefault(id, List.of())));
    }
    return all;
  }
}
