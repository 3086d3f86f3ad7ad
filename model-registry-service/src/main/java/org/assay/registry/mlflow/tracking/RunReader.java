package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;
import org.assay.registry.loggedmodel.RunModels;
import org.assay.registry.loggedmodel.RunModels.Direction;
import org.assay.registry.mlflow.tracking.Fitting.Weighed;
import org.assay.registry.run.RunRecords;
import org.assay.registry.run.VisibleRuns;

/** Writes runs with all they have logged, many in as many statements as one. */
@ApplicationScoped
class RunReader {

  private final RunRecords records;
  private final RunModels models;
  private final Entries entries;

  RunReader(RunRecords records, RunModels models, Entries entries) {
    this.records = records;
    this.models = models;
    this.entries = entries;
  }

  /** Writes one run. */
  RunJson one(VisibleRuns.Found run) {
    return some(List.of(run)).getFirst().written();
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
    return Fitting.of(runs, this::some);
  }

  private List<Weighed<RunJson>> some(List<VisibleRuns.Found> runs) {
    List<UUID> ids = runs.stream().map(found -> found.run().id()).toList();
    Map<UUID, RunRecords.Logged> logged = records.of(ids);
    Map<UUID, List<RunModels.Use>> read = models.of(ids, Direction.INPUT);
    Map<UUID, List<RunModels.Use>> written = models.of(ids, Direction.OUTPUT);
    List<Weighed<RunJson>> all = new ArrayList<>();
    for (VisibleRuns.Found found : runs) {
      UUID id = found.run().id();
      RunRecords.Logged content = logged.getOrDefault(id, RunRecords.Logged.NOTHING);
      RunJson json =
          RunJson.from(
              found,
              content,
              read.getOrDefault(id, List.of()),
              written.getOrDefault(id, List.of()));
      all.add(Weighed.of(json, content.weight()));
    }
    return all;
  }
}
