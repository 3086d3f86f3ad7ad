package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.assay.registry.search.Comparison;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.ProjectSearch;
import org.assay.registry.search.Reach;
import org.assay.registry.version.VersionQuery.Order;
import org.jspecify.annotations.Nullable;

/** Finds versions among those that a caller may know of, and shows them. */
@ApplicationScoped
class VersionFinding {

  /** The account that stands for the caller. */
  private static final String ME = "me";

  private final Standings standings;
  private final VisibleModels visible;
  private final Models models;
  private final Accounts accounts;
  private final ProjectSearch search;
  private final ModelVersions versions;
  private final VersionViews views;
  private final Paging paging;

  VersionFinding(
      Standings standings,
      VisibleModels visible,
      Models models,
      Accounts accounts,
      ProjectSearch search,
      ModelVersions versions,
      VersionViews views,
      Paging paging) {
    this.standings = standings;
    this.visible = visible;
    this.models = models;
    this.accounts = accounts;
    this.search = search;
    this.versions = versions;
    this.views = views;
    this.paging = paging;
  }

  /**
   * Finds versions of one model.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}; 422 {@code UNKNOWN_SUBJECT}; 503 {@code
   *     PROJECT_SERVICE_AWAY} or {@code IDENTITY_PROVIDER_AWAY}
   */
  Page<VersionView> find(
      String modelName, VersionSought sought, PageRequest request, Caller caller) {
    Found found = visible.read(modelName, caller);
    Model model = found.model();
    VersionQuery query =
        query(
            new Place(new Reach(model.projectId(), null), model.id(), found.standing()),
            sought,
            new Order.ByModel(false),
            caller);
    Page<ModelVersion> page = page(query, request);
    return new Page<>(views.views(page.items(), found, caller), page.next(), page.self());
  }

  /**
   * Finds versions of all models that the caller may read.
   *
   * @throws ProblemException 422 {@code UNKNOWN_SUBJECT}; 503 {@code PROJECT_SERVICE_AWAY} or
   *     {@code IDENTITY_PROVIDER_AWAY}
   */
  Page<VersionView> find(VersionSought sought, PageRequest request, Caller caller) {
    Optional<Place> place = place(sought, caller);
    if (place.isEmpty()) {
      return paging.page(List.of(), request, _ -> List.of());
    }
    VersionQuery query = query(place.get(), sought, new Order.Registered(false), caller);
    Page<ModelVersion> page = page(query, request);
    return new Page<>(
        views.views(page.items(), models(page.items(), place.get(), caller), caller),
        page.next(),
        page.self());
  }

  /** Empty where it names what is not there, or what the caller may not know of. */
  private Optional<Place> place(VersionSought sought, Caller caller) {
    ModelName name = sought.model();
    ProjectKey key = name == null ? sought.project() : name.project();
    if (key == null) {
      return Optional.of(new Place(Standings.reach(caller), null, null));
    }
    if (sought.project() != null && !sought.project().equals(key)) {
      return Optional.empty();
    }
    return standings
        .find(key, caller, Standing::mayRead)
        .flatMap(standing -> place(standing, name));
  }

  private Optional<Place> place(Standing standing, @Nullable ModelName name) {
    Reach reach = new Reach(standing.projectId(), null);
    return name == null
        ? Optional.of(new Place(reach, null, standing))
        : models
            .named(standing.projectId(), name)
            .map(model -> new Place(reach, model.id(), standing));
  }

  private VersionQuery query(Place place, VersionSought sought, Order usual, Caller caller) {
    return new VersionQuery(
        place.reach(),
        place.modelId(),
        comparisons(sought, caller),
        sought.from(),
        sought.until(),
        sought.words(),
        Objects.requireNonNullElse(sought.order(), usual));
  }

  private List<Comparison> comparisons(VersionSought sought, Caller caller) {
    String account = sought.registeredBy();
    if (account == null) {
      return sought.comparisons();
    }
    String subject =
        account.equals(ME) ? caller.subject() : accounts.subjectOf(account, "?registered_by");
    return Stream.concat(
            sought.comparisons().stream(), Stream.of(Comparison.equal("registered_by", subject)))
        .toList();
  }

  private Page<ModelVersion> page(VersionQuery query, PageRequest request) {
    Page<IdSearch.Hit> hits =
        paging.page(
            search.hits(query.planned(request.after(), request.limit())),
            request,
            IdSearch.Hit::position);
    List<UUID> ids = hits.items().stream().map(IdSearch.Hit::id).toList();
    return new Page<>(versions.inOrder(ids), hits.next(), hits.self());
  }

  private Function<ModelVersion, Found> models(
      List<ModelVersion> page, Place place, Caller caller) {
    Map<UUID, Model> all = models.mapById(page.stream().map(ModelVersion::modelId));
    Map<UUID, Standing> known =
        place.standing() != null
            ? Map.of(place.standing().projectId(), place.standing())
            : standings.copied(
                page.stream().map(ModelVersion::projectId).distinct().toList(), caller);
    return version -> {
      Model model = Objects.requireNonNull(all.get(version.modelId()), "A version has its model");
      Standing standing = known.get(version.projectId());
      return new Found(
          model,
          standing != null
              ? standing
              : Standing.unknown(
                  version.projectId(), model.fullName().project(), Standings.readsAll(caller)));
    };
  }

  /**
   * Where is searched.
   *
   * @param reach in which projects
   * @param modelId in which model, null for all
   * @param standing what the caller is in the project, where it is one
   */
  private record Place(Reach reach, @Nullable UUID modelId, @Nullable Standing standing) {}
}
