package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.registry.loggedmodel.RunModels;
import org.assay.registry.loggedmodel.RunModels.Direction;
import org.assay.registry.run.RunRecords;
import org.assay.registry.run.VisibleRuns;

/** Writes runs with all they have logged, many in as many statements as one. */
@ApplicationScoped
class RunReader {

  /** Runs that are read together. */
  private static final int SLICE = 250;

  /** About as many characters as an answer may have, beyond one slice. */
  private static final long MOST_WEIGHT = 8_000_000;

  private final RunRecords records;
  private final RunModels models;

  RunReader(RunRecords records, RunModels models) {
    this.records = records;
    this.models = models;
  }

  /** Writes one run. */
  RunJson one(VisibleRuns.Found run) {
    return slice(List.of(run)).runs().getFirst();
  }

  /**
   * Writes runs in the order given, and stops where the answer would be too large: a run may have
   * logged megabytes. The first is always written.
   */
  List<RunJson> asManyAsFit(List<VisibleRuns.Found> runs) {
    List<RunJson> written = new ArrayList<>();
    long weight = 0;
    for (int start = 0; start < runs.size() && weight < MOST_WEIGHT; start += SLICE) {
      Slice slice = slice(runs.subList(start, Math.min(start + SLICE, runs.size())));
      for (int index = 0; index < slice.runs().size(); index++) {
        weight += slice.weights().get(index);
        if (weight > MOST_WEIGHT && !written.isEmpty()) {
          return written;
        }
        written.add(slice.runs().get(index));
      }
    }
    return written;
  }

  private Slice slice(List<VisibleRuns.Found> runs) {
    List<UUID> ids = runs.stream().map(found -> found.run().id()).toList();
    Map<UUID, RunRecords.Logged> logged = records.of(ids);
    Map<UUID, List<RunModels.Use>> read = models.of(ids, Direction.INPUT);
    Map<UUID, List<RunModels.Use>> written = models.of(ids, Direction.OUTPUT);
    List<RunJson> all = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    for (VisibleRuns.Found found : runs) {
      UUID id = found.run().id();
      RunRecords.Logged content = logged.getOrDefault(id, RunRecords.Logged.NOTHING);
      all.add(
          RunJson.from(
              found,
              content,
              read.getOrDefault(id, List.of()),
              written.getOrDefault(id, List.of())));
      weights.add(content.weight() + 500);
    }
    return new Slice(all, weights);
  }

  private record Slice(List<RunJson> runs, List<Long> weights) {}
}
