package org.assay.registry.experiment;

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
import org.assay.registry.search.Weights;

/** Shows experiments of one project to a caller, a page in as many statements as one. */
@ApplicationScoped
class ExperimentViews {

  private final Accounts accounts;
  private final Entries entries;
  private final Weights weights;

  ExperimentViews(Accounts accounts, Entries entries, Weights weights) {
    this.accounts = accounts;
    this.entries = entries;
    this.weights = weights;
  }

  /** Shows one experiment. */
  ExperimentView view(VisibleExperiments.Found found, Caller caller) {
    return views(List.of(found.experiment()), found.standing(), caller).getFirst();
  }

  /** Returns how many of the first experiments a page shows with all their tags, at least one. */
  int fitting(List<Experiment> experiments) {
    List<UUID> ids = experiments.stream().map(Experiment::id).toList();
    Map<UUID, Long> weighed = weights.of(List.of(EntryTable.EXPERIMENT_TAG.weights()), ids);
    return Weights.shown(ids, weighed);
  }

  /** Shows experiments of one project, in the order given. */
  List<ExperimentView> views(List<Experiment> experiments, Standing standing, Caller caller) {
    People people = accounts.people(experiments.stream().map(Experiment::createdBy));
    Map<UUID, List<Entry>> tags =
        entries.of(EntryTable.EXPERIMENT_TAG, experiments.stream().map(Experiment::id).toList());
    List<ActionView> actions =
        List.of(Refusal.asAction("start-run", Contribution.refusesNew(caller, standing)));
    return experiments.stream()
        .map(
            experiment ->
                ExperimentView.from(
                    experiment, tags.getOrDefault(experiment.id(), List.of()), people, actions))
        .toList();
  }
}
