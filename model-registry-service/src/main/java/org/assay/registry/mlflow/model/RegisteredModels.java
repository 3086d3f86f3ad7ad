package org.assay.registry.mlflow.model;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.contracts.name.ModelName;
import org.assay.kit.identity.Caller;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.PageTokens;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.model.Model;
import org.assay.registry.model.ModelChanges;
import org.assay.registry.model.ModelRegistration;
import org.assay.registry.model.ModelSearch;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.project.Standing;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchPage;
import org.assay.registry.tag.Tag;
import org.assay.registry.version.ModelArchiving;
import org.assay.registry.version.ModelVersions;

/** What MLflow's clients ask of registered models, each a call of the feature that has the rule. */
@ApplicationScoped
class RegisteredModels {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  private final MlflowRequest request;
  private final Wording wording;
  private final VisibleModels visible;
  private final ModelRegistration registration;
  private final ModelChanges changes;
  private final ModelArchiving archiving;
  private final ModelSearch search;
  private final ModelVersions versions;
  private final RegistryAnswers answers;
  private final SearchReach reaches;
  private final PageTokens tokens;

  RegisteredModels(
      MlflowRequest request,
      Wording wording,
      VisibleModels visible,
      ModelRegistration registration,
      ModelChanges changes,
      ModelArchiving archiving,
      ModelSearch search,
      ModelVersions versions,
      RegistryAnswers answers,
      SearchReach reaches,
      PageTokens tokens) {
    this.request = request;
    this.wording = wording;
    this.visible = visible;
    this.registration = registration;
    this.changes = changes;
    this.archiving = archiving;
    this.search = search;
    this.versions = versions;
    this.answers = answers;
    this.reaches = reaches;
    this.tokens = tokens;
  }

  Answer.RegisteredModel create(Asked.OfModel asked) {
    Named named = named(asked);
    String description = Asked.description(asked.description());
    List<Tag> tags = asked.allTags();
    return wording.of(
        named.written(),
        () -> {
          Model model = registration.register(named.name(), description, caller()).model();
          if (!tags.isEmpty()) {
            changes.tag(named.name(), tags, caller());
          }
          return answers.model(model, named.workspace());
        });
  }

  Answer.RegisteredModel get(Asked.OfModel asked) {
    Named named = named(asked);
    return wording.of(named.written(), () -> answers.model(find(named), named.workspace()));
  }

  Answer.RegisteredModel describe(Asked.OfModel asked) {
    Named named = named(asked);
    String description = Asked.description(asked.description());
    return wording.of(
        named.written(),
        () ->
            answers.model(
                changes.describe(named.name(), description, caller()).model(), named.workspace()));
  }

  Answer.RegisteredModel rename(Asked.OfModel asked) {
    Named named = named(asked);
    String written = required(asked.newName(), "new_name");
    ModelName newName = named.workspace().model(written);
    if (!newName.project().equals(named.name().project())) {
      throw MlflowFailure.invalid(
          "A model stays in its project; '%s' is in another.".formatted(written));
    }
    return wording.of(
        named.written(),
        () -> {
          visible.find(named.name().full(), caller(), Standing::mayRead);
          return wording.of(
              written,
              () ->
                  answers.model(
                      changes
                          .rename(named.name(), newName, versions::anySubmitted, caller())
                          .model(),
                      named.workspace()));
        });
  }

  void delete(Asked.OfModel asked) {
    Named named = named(asked);
    wording.of(
        named.written(),
        () -> {
          archiving.archive(named.name(), caller());
          return named;
        });
  }

  void tag(Asked.OfModel asked) {
    Named named = named(asked);
    Tag tag = new Asked.TagPair(asked.key(), asked.value()).tag();
    wording.of(named.written(), () -> changes.tag(named.name(), List.of(tag), caller()));
  }

  void untag(Asked.OfModel asked) {
    Named named = named(asked);
    String key = required(asked.key(), "key");
    wording.of(named.written(), () -> changes.untag(named.name(), key, caller()));
  }

  List<Answer.Version> latest(Asked.OfModel asked) {
    Named named = named(asked);
    Set<String> stages =
        asked.stages() == null
            ? Set.of()
            : asked.stages().stream()
                .map(stage -> stage.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    return wording.of(
        named.written(),
        () ->
            answers.versions(versions.latest(List.of(find(named).id())), named.workspace()).stream()
                .filter(
                    version ->
                        stages.isEmpty()
                            || stages.contains(version.currentStage().toLowerCase(Locale.ROOT)))
                .toList());
  }

  Answer.ModelPage search(Asked.Search asked) {
    Workspace workspace = request.workspace();
    int size = asked.size(USUAL_PAGE, LARGEST_PAGE);
    Reach reach = reaches.of(workspace, caller());
    String which =
        "registered-models?reach=%s&filter=%s&order=%s"
            .formatted(reach, asked.filter(), asked.order());
    Filter filter = Prompts.apart(asked.filter());
    Optional<List<String>> after = tokens.read(asked.pageToken(), which);
    SearchPage<Model> page = search.find(reach, filter, asked.order(), after, size);
    int fitting = answers.fittingModels(page.items());
    if (fitting < page.items().size()) {
      page = search.find(reach, filter, asked.order(), after, fitting);
    }
    return new Answer.ModelPage(
        answers.models(page.items(), workspace),
        page.next() == null ? null : tokens.write(page.next(), which));
  }

  private Model find(Named named) {
    return visible.find(named.name().full(), caller(), Standing::mayRead).model();
  }

  private Named named(Asked.OfModel asked) {
    String written = required(asked.name(), "name");
    Workspace workspace = request.workspace();
    return new Named(written, workspace.model(written), workspace);
  }

  private Caller caller() {
    return request.caller();
  }

  /**
   * A model that a request is about.
   *
   * @param written its name as the client wrote it
   * @param name its full name
   * @param workspace how names are written
   */
  private record Named(String written, ModelName name, Workspace workspace) {}
}
