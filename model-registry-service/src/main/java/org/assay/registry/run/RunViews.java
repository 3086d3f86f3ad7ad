package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.Refusal;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;

/** Shows runs to a caller, a page in as many statements as one. */
@ApplicationScoped
class RunViews {

  private final Accounts accounts;
  private final RunRecords records;

  RunViews(Accounts accounts, RunRecords records) {
    this.accounts = accounts;
    this.records = records;
  }

  /** Shows one run. */
  RunView view(VisibleRuns.Found found, Caller caller) {
    return views(List.of(found), caller).getFirst();
  }

  /** Shows runs, in the order given. */
  List<RunView> views(List<VisibleRuns.Found> runs, Caller caller) {
    People people = accounts.people(runs.stream().map(found -> found.run().createdBy()));
    Map<UUID, RunRecords.Logged> logged =
        records.of(runs.stream().map(found -> found.run().id()).toList());
    return runs.stream()
        .map(
            found ->
                RunView.from(
                    found,
                    logged.getOrDefault(found.run().id(), RunRecords.Logged.NOTHING),
                    people,
                    actions(found.standing(), caller)))
        .toList();
  }

  private static List<ActionView> actions(Standing standing, Caller caller) {
    return List.of(
        Refusal.asAction("log", Contribution.refuses(caller, standing)),
        Refusal.asAction("end", Contribution.refuses(caller, standing)));
  }
}
