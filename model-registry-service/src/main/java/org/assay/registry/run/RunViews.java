package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.Refusal;
import org.assay.registry.project.Contribution;

/** Shows runs to a caller. */
@ApplicationScoped
class RunViews {

  private final Accounts accounts;
  private final RunRecords records;
  private final RunDatasets datasets;
  private final RunSetups setups;

  RunViews(Accounts accounts, RunRecords records, RunDatasets datasets, RunSetups setups) {
    this.accounts = accounts;
    this.records = records;
    this.datasets = datasets;
    this.setups = setups;
  }

  /** Shows a run with all that it logged. */
  RunView view(VisibleRuns.Found found, Caller caller) {
    UUID id = found.run().id();
    return RunView.from(
        summary(found, caller),
        records.of(List.of(id)).getOrDefault(id, RunRecords.Logged.NOTHING),
        datasets.registered(id),
        setups.of(List.of(id)).get(id));
  }

  /** Shows a run without what it logged. */
  RunSummary summary(VisibleRuns.Found found, Caller caller) {
    return summaries(List.of(found), caller).getFirst();
  }

  /** Shows runs without what they logged, in the order given. */
  List<RunSummary> summaries(List<VisibleRuns.Found> runs, Caller caller) {
    People people = accounts.people(runs.stream().map(found -> found.run().createdBy()));
    return runs.stream()
        .map(
            found ->
                RunSummary.from(
                    found, people.named(found.run().createdBy()), actions(found, caller)))
        .toList();
  }

  /** Shows what a run has used. */
  List<ComputeUsageView> used(List<ComputeUsage.Used> uses) {
    People people = accounts.people(uses.stream().map(ComputeUsage.Used::by));
    return uses.stream()
        .map(
            use ->
                new ComputeUsageView(
                    use.id(),
                    use.platform(),
                    use.region(),
                    use.instanceType(),
                    use.hours(),
                    use.cost(),
                    use.energyKwh(),
                    use.at(),
                    people.named(use.by())))
        .toList();
  }

  private static List<ActionView> actions(VisibleRuns.Found found, Caller caller) {
    Optional<Refusal> contribution = Contribution.refuses(caller, found.standing());
    return List.of(
        Refusal.asAction("log", contribution.or(() -> VisibleRuns.refusesResults(found.run()))),
        Refusal.asAction("end", contribution));
  }
}
