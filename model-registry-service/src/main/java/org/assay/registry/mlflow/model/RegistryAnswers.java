package org.assay.registry.mlflow.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.People;
import org.assay.registry.alias.Alias;
import org.assay.registry.alias.Aliases;
import org.assay.registry.assessment.OverrideCopy;
import org.assay.registry.assessment.Overrides;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.mlflow.model.Answer.AliasPair;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.search.Weights;
import org.assay.registry.tag.Tag;
import org.assay.registry.tag.Tagged;
import org.assay.registry.tag.Tagged.Kind;
import org.assay.registry.tag.Tags;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.ModelVersions;
import org.assay.registry.version.Stage;
import org.jspecify.annotations.Nullable;

/** Shows models and versions to MLflow's clients, a page in as many statements as one. */
@ApplicationScoped
class RegistryAnswers {

  /** What is shown of versions, as {@link Weights#of} takes it. */
  private static final List<String> OF_VERSIONS =
      List.of(ModelVersions.WEIGHTS, Kind.VERSION.weights(), Aliases.WEIGHTS_OF_VERSIONS);

  /** What is shown of models, which is also what is shown of their latest versions. */
  private static final List<String> OF_MODELS =
      Stream.concat(
              Stream.of(Models.WEIGHTS, Kind.MODEL.weights(), Aliases.WEIGHTS_OF_MODELS),
              OF_VERSIONS.stream().map(ModelVersions::weightsOfLatest))
          .toList();

  private static final String READY = "READY";

  private final Models models;
  private final ModelVersions versions;
  private final Tags tags;
  private final Aliases aliases;
  private final Overrides overrides;
  private final Accounts accounts;
  private final Weights weights;

  RegistryAnswers(
      Models models,
      ModelVersions versions,
      Tags tags,
      Aliases aliases,
      Overrides overrides,
      Accounts accounts,
      Weights weights) {
    this.models = models;
    this.versions = versions;
    this.tags = tags;
    this.aliases = aliases;
    this.overrides = overrides;
    this.accounts = accounts;
    this.weights = weights;
  }

  /** Returns how many of the first models an answer holds with all that is shown of them. */
  int fittingModels(List<Model> page) {
    return fitting(OF_MODELS, page.stream().map(Model::id).toList());
  }

  /** Returns how many of the first versions an answer holds with all that is shown of them. */
  int fittingVersions(List<ModelVersion> page) {
    return fitting(OF_VERSIONS, page.stream().map(ModelVersion::id).toList());
  }

  /** The first is shown whatever it weighs. */
  private int fitting(List<String> parts, List<UUID> ids) {
    return Weights.shown(ids, weights.of(parts, ids));
  }

  /** Shows one model with its latest versions. */
  Answer.RegisteredModel model(Model model, Workspace workspace) {
    return models(List.of(model), workspace).getFirst();
  }

  /** Shows models with their latest versions, in the order given. */
  List<Answer.RegisteredModel> models(List<Model> page, Workspace workspace) {
    List<UUID> ids = page.stream().map(Model::id).toList();
    Map<UUID, Model> known =
        page.stream().collect(Collectors.toMap(Model::id, Function.identity()));
    Map<UUID, List<Answer.Version>> latest =
        versions.latest(ids).stream()
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toList(), all -> shown(all, known, workspace)));
    Map<UUID, List<Tag>> tagged = tags.of(Kind.MODEL, ids);
    Map<UUID, List<Alias>> aliased = aliases.ofModels(ids);
    People people = accounts.people(page.stream().map(Model::createdBy));
    return page.stream()
        .map(
            model ->
                new Answer.RegisteredModel(
                    workspace.write(model.fullName()),
                    model.createdAt().toEpochMilli(),
                    model.updatedAt().toEpochMilli(),
                    people.named(model.createdBy()).account(),
                    model.description(),
                    latest.getOrDefault(model.id(), List.of()),
                    tagged.getOrDefault(model.id(), List.of()),
                    aliased.getOrDefault(model.id(), List.of()).stream()
                        .map(alias -> new AliasPair(alias.name(), "" + alias.number()))
                        .toList()))
        .toList();
  }

  /** Shows one version. */
  Answer.Version version(ModelVersion version, Model model, Workspace workspace) {
    return versions(List.of(version), Map.of(model.id(), model), workspace).getFirst();
  }

  /** Shows a version that was made in this transaction: no alias points at it. */
  Answer.Version made(
      ModelVersion version, Model model, Collection<Tag> wanted, Workspace workspace) {
    return version(
        version,
        workspace.write(model.fullName()),
        accounts.people(Stream.of(version.createdBy())).named(version.createdBy()).account(),
        wanted.isEmpty() ? List.of() : tags.of(Tagged.version(version.projectId(), version.id())),
        List.of(),
        List.of());
  }

  /** Shows versions of any models, in the order given. */
  List<Answer.Version> versions(List<ModelVersion> page, Workspace workspace) {
    return versions(page, models.mapById(page.stream().map(ModelVersion::modelId)), workspace);
  }

  private Map<UUID, List<Answer.Version>> shown(
      List<ModelVersion> all, Map<UUID, Model> known, Workspace workspace) {
    List<Answer.Version> answers = versions(all, known, workspace);
    return Stream.iterate(0, index -> index < all.size(), index -> index + 1)
        .collect(
            Collectors.groupingBy(
                index -> all.get(index).modelId(),
                Collectors.mapping(answers::get, Collectors.toList())));
  }

  private List<Answer.Version> versions(
      List<ModelVersion> page, Map<UUID, Model> known, Workspace workspace) {
    List<UUID> ids = page.stream().map(ModelVersion::id).toList();
    Map<UUID, List<Tag>> tagged = tags.of(Kind.VERSION, ids);
    Map<UUID, List<Alias>> aliased = aliases.ofVersions(ids);
    Map<UUID, List<OverrideCopy>> passed =
        overrides.ofVersions(
            page.stream().filter(version -> version.round() > 0).map(ModelVersion::id).toList());
    People people = accounts.people(page.stream().map(ModelVersion::createdBy));
    return page.stream()
        .map(
            version -> {
              Model model = known.get(version.modelId());
              if (model == null) {
                throw new IllegalStateException("Version %s has no model".formatted(version.id()));
              }
              return version(
                  version,
                  workspace.write(model.fullName()),
                  people.named(version.createdBy()).account(),
                  tagged.getOrDefault(version.id(), List.of()),
                  aliased.getOrDefault(version.id(), List.of()),
                  passed.getOrDefault(version.id(), List.of()));
            })
        .toList();
  }

  private static Answer.Version version(
      ModelVersion version,
      String name,
      @Nullable String account,
      List<Tag> tagged,
      List<Alias> aliased,
      List<OverrideCopy> passed) {
    Stage stage = version.stage();
    return new Answer.Version(
        name,
        Integer.toString(version.number()),
        version.createdAt().toEpochMilli(),
        version.updatedAt().toEpochMilli(),
        account,
        stage == null ? Stage.NONE : stage.written(),
        text(version.description()),
        text(version.source()),
        text(version.sourceRun()),
        text(version.runLink()),
        READY,
        message(version, passed),
        version.loggedModel(),
        tagged,
        aliased.stream().map(Alias::name).toList());
  }

  /** The state, and which requirements people let it pass, which shows for ever. */
  private static String message(ModelVersion version, List<OverrideCopy> passed) {
    String state = "Assay: " + version.state();
    return passed.isEmpty()
        ? state
        : passed.stream()
            .map(
                copy ->
                    "%s %s until %s".formatted(copy.requirement(), copy.state(), copy.expiresAt()))
            .collect(Collectors.joining(", ", state + "; overrides: ", ""));
  }

  /** Clients read what is left out of a version as None, and what is not known as empty. */
  private static String text(@Nullable String known) {
    return known == null ? "" : known;
  }
}
