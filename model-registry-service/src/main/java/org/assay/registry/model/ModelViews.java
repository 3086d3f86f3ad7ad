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
import org.assay.registry.tag.Tagged;
import org.assay.registry.tag.Tags;

/** Shows models to a caller, a page in as many statements as one. */
@ApplicationScoped
class ModelViews {

  private final Accounts accounts;
  private final Standings standings;
  private final Models models;
  private final Tags tags;

  ModelViews(Accounts accounts, Standings standings, Models models, Tags tags) {
    this.accounts = accounts;
    this.models = models;
    this.tags = tags;
    this.standings = standings;
  }

  /** Shows one model, with its tags and aliases, which are too many for a list. */
  ModelView view(Found found, Caller caller) {
    Model model = found.model();
    return ModelView.from(
        model,
        tags.byKey(Tagged.model(model.projectId(), model.id())),
        models.aliases(model),
        people(List.of(model)),
        actions(model, found.standing(), caller));
  }

  /** Shows a page of models, each with what the caller is in its project as the copy has it. */
  List<ModelView> views(List<Model> page, Caller caller) {
    People people = people(page);
    Map<UUID, Standing> known =
        standings.copied(page.stream().map(Model::projectId).distinct().toList(), caller);
    return page.stream()
        .map(
            model ->
                ModelView.from(
                    model,
                    null,
                    null,
                    people,
                    actions(model, standing(model, known, caller), caller)))
        .toList();
  }

  private static Standing standing(Model model, Map<UUID, Standing> known, Caller caller) {
    Standing standing = known.get(model.projectId());
    return standing != null
        ? standing
        : Standing.unknown(
            model.projectId(), model.fullName().project(), Standings.readsAll(caller));
  }

  private static List<ActionView> actions(Model model, Standing standing, Caller caller) {
    return List.of(
        Refusal.asAction("update", Contribution.refuses(caller, standing)),
        Refusal.asAction("hand-over", ModelReferences.refusesHandover(model, standing, caller)),
        Refusal.asAction("register-version", Contribution.refusesNew(caller, standing)));
  }

  private People people(List<Model> shown) {
    return accounts.people(
        shown.stream().flatMap(model -> Stream.of(model.ownerId(), model.createdBy())));
  }
}
