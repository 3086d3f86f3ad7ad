package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.Models;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;

/** Archives a model with all its versions, where each of them may go. */
@ApplicationScoped
public class ModelArchiving {

  /** The most versions that end with their model at once: each is an event. */
  private static final int MAX_VERSIONS = 1_000;

  private final VisibleModels visible;
  private final Models models;
  private final ModelVersions versions;
  private final VersionChanges changes;
  private final EventLog events;

  ModelArchiving(
      VisibleModels visible,
      Models models,
      ModelVersions versions,
      VersionChanges changes,
      EventLog events) {
    this.visible = visible;
    this.models = models;
    this.versions = versions;
    this.changes = changes;
    this.events = events;
  }

  /**
   * Archives a model in the running transaction: its name may be taken again, by another model
   * whose numbers go on after this one's.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     MODEL_IN_USE}
   */
  public void archive(ModelName name, Caller caller) {
    Found found = visible.lock(name.full(), caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    List<ModelVersion> open = versions.lockAll(found.model(), MAX_VERSIONS + 1);
    if (open.size() > MAX_VERSIONS) {
      throw ProblemException.of(
          RegistryProblem.MODEL_IN_USE,
          "Model %s has more than %d versions; delete some of them first"
              .formatted(name, MAX_VERSIONS));
    }
    changes.deleteAll(
        found.model(), open.stream().map(version -> new Seen(version, found)).toList(), caller);
    models.archive(found.model());
    events.append(found.model().event(Cause.by(caller)));
  }
}
