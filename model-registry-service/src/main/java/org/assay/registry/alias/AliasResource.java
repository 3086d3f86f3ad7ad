package org.assay.registry.alias;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.name.ModelName;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.alias.AliasMoves.MoveTo;
import org.assay.registry.alias.AliasMoves.Precondition;
import org.assay.registry.model.Model;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.model.VisibleModels.Found;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Aliases over HTTP. A move is an act on the model, so {@code If-Match} names the model's revision,
 * which every move of an alias advances.
 */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "aliases")
public class AliasResource {

  private final CurrentCaller currentCaller;
  private final VisibleModels models;
  private final Aliases aliases;
  private final AliasMoves moves;
  private final GovernedAliases governed;
  private final Accounts accounts;
  private final Paging paging;

  AliasResource(
      CurrentCaller currentCaller,
      VisibleModels models,
      Aliases aliases,
      AliasMoves moves,
      GovernedAliases governed,
      Accounts accounts,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.models = models;
    this.aliases = aliases;
    this.moves = moves;
    this.governed = governed;
    this.accounts = accounts;
    this.paging = paging;
  }

  /** Lists where the aliases of a model point, or pointed at an instant, by name. */
  @GET
  @Path("/{name}/aliases")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listAliases",
      summary = "List where a model's aliases point, or pointed at an instant")
  @Extension(name = "x-permission", value = "model.read")
  public Page<AliasView> list(
      @PathParam("name") String name,
      @QueryParam("as_of") @Nullable Instant asOf,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request =
        paging.request(limit, cursor, "aliases?model=%s&as_of=%s".formatted(name, asOf));
    String after = request.after().map(List::getFirst).orElse("");
    Model model = model(name);
    List<Alias> all =
        pointing(model, asOf).stream()
            .filter(alias -> alias.name().compareTo(after) > 0)
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .limit(request.fetchSize())
            .toList();
    Page<Alias> page = paging.page(all, request, alias -> List.of(alias.name()));
    People people = accounts.people(page.items().stream().map(Alias::movedBy));
    GovernedAliases.Names names = governed.in(model.projectId());
    return new Page<>(
        page.items().stream()
            .map(alias -> AliasView.from(alias, names.have(alias.name()), people))
            .toList(),
        page.next(),
        page.self());
  }

  /** Shows where an alias points, or pointed at an instant. */
  @GET
  @Path("/{name}/aliases/{alias}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "getAlias",
      summary = "Read where an alias points, or pointed at an instant")
  @Extension(name = "x-permission", value = "model.read")
  public AliasView get(
      @PathParam("name") String name,
      @PathParam("alias") String alias,
      @QueryParam("as_of") @Nullable Instant asOf) {
    Model model = model(name);
    Optional<Alias> found =
        asOf == null
            ? aliases.find(model.id(), alias)
            : aliases.asOf(model.id(), alias, asOf).stream().findFirst();
    return view(model, found.orElseThrow(() -> AliasMoves.absent(alias)));
  }

  /** Lists the moves of an alias, the latest first; none for one that never was. */
  @GET
  @Path("/{name}/aliases/{alias}/moves")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "listAliasMoves", summary = "List who moved an alias when, latest first")
  @Extension(name = "x-permission", value = "model.read")
  public Page<AliasMoveView> moves(
      @PathParam("name") String name,
      @PathParam("alias") String alias,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request =
        paging.request(limit, cursor, "alias-moves?model=%s&alias=%s".formatted(name, alias));
    long before = request.after().map(List::getFirst).map(Long::valueOf).orElse(Long.MAX_VALUE);
    Page<AliasMove> page =
        paging.page(
            aliases.moves(model(name).id(), alias, before, request.fetchSize()),
            request,
            move -> List.of(Long.toString(move.revision())));
    People people = accounts.people(page.items().stream().map(AliasMove::movedBy));
    return new Page<>(
        page.items().stream().map(move -> AliasMoveView.from(move, people)).toList(),
        page.next(),
        page.self());
  }

  /** Moves an alias to a version, or removes it. */
  @POST
  @Path("/{name}/aliases/{alias}/moves")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "moveAlias", summary = "Point an alias at a version, or remove it")
  @Extension(name = "x-permission", value = "alias.move")
  public RestResponse<AliasView> move(
      @PathParam("name") String name,
      @PathParam("alias") String alias,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid MoveAlias command) {
    Caller caller = currentCaller.get();
    Precondition precondition = Precondition.ifMatch(ifMatch);
    AliasName aliasName = new AliasName(alias);
    ModelName model = VisibleModels.name(name);
    Integer version = command.version();
    if (version == null) {
      moves.remove(model, alias, precondition, caller);
      return RestResponse.noContent();
    }
    Found found =
        moves.move(
            model, aliasName, new MoveTo(version, command.decisionId(), precondition), caller);
    return moved(found, aliasName);
  }

  /** Points an alias at the version it pointed at before. */
  @POST
  @Path("/{name}/aliases/{alias}/rollbacks")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "rollBackAlias",
      summary = "Point an alias at the version it pointed at before")
  @Extension(name = "x-permission", value = "alias.move")
  public RestResponse<AliasView> rollBack(
      @PathParam("name") String name,
      @PathParam("alias") String alias,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid RollBackAlias command) {
    AliasName aliasName = new AliasName(alias);
    Found found =
        moves.rollBack(
            VisibleModels.name(name),
            aliasName,
            Precondition.ifMatch(ifMatch),
            currentCaller.get());
    return moved(found, aliasName);
  }

  private RestResponse<AliasView> moved(Found found, AliasName name) {
    Model model = found.model();
    Alias alias =
        aliases.find(model.id(), name.value()).orElseThrow(() -> AliasMoves.absent(name.value()));
    return RestResponse.ResponseBuilder.<AliasView>created(
            UriBuilder.fromPath("/api/v1/models/{name}/aliases/{alias}")
                .build(model.fullName().full(), name.value()))
        .entity(view(model, alias))
        .build();
  }

  private List<Alias> pointing(Model model, @Nullable Instant asOf) {
    UUID id = model.id();
    return asOf == null
        ? aliases.ofModels(List.of(id)).getOrDefault(id, List.of())
        : aliases.asOf(id, null, asOf);
  }

  private Model model(String name) {
    return models.read(name, currentCaller.get()).model();
  }

  private AliasView view(Model model, Alias alias) {
    return AliasView.from(
        alias,
        governed.in(model.projectId()).have(alias.name()),
        accounts.people(Stream.of(alias.movedBy())));
  }
}
