package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.Refusal;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/** Shows models to a caller, a page in as many statements as one. */
@ApplicationScoped
class ModelViews {

  private final Accounts accounts;
  private final Standings standings;

  ModelViews(Accounts accounts, Standings standings) {
    this.accounts = accounts;
    this.standings = standings;
  }

  /** Shows one model. */
  ModelView view(Found found, Caller caller) {
    People people = people(List.of(found.model()));
    return ModelView.from(found.model(), people, actions(found.standing(), caller));
  }

  /** Shows a page of models, each with what the caller is in its project as the copy has it. */
  List<ModelView> views(List<Model> models, Caller caller) {
    People people = people(models);
    Map<UUID, Standing> known =
        standings.copied(models.stream().map(Model::projectId).distinct().toList(), caller);
    return models.stream()
        .map(
            model -> ModelView.from(model, people, actions(standing(model, known, caller), caller)))
        .toList();
  }

  private static Standing standing(Model model, Map<UUID, Standing> known, Caller caller) {
    Standing standing = known.get(model.projectId());
    return standing != null
        ? standing
        : Standing.unknown(
            model.projectId(), model.fullName().project(), Standings.readsAll(caller));
  }

  private static List<ActionView> actions(Standing standing, Caller caller) {
    return List.of(
        Refusal.asAction("update", Contribution.refuses(caller, standing)),
        Refusal.asAction("register-version", Contribution.refusesNew(caller, standing)));
  }

  private People people(List<Model> models) {
    return accounts.people(
        models.stream().flatMap(model -> Stream.of(model.ownerId(), model.createdBy())));
  }
}
