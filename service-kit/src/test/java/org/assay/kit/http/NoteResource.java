package org.assay.kit.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.Identified;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A resource as the services write them, with an act for each thing that may go wrong. */
@Path("/api/v1/notes")
@RunOnVirtualThread
public class NoteResource {

  private final Notes notes;
  private final Paging paging;
  private final CurrentCaller caller;
  private final Accounts accounts;

  @Inject
  NoteResource(Notes notes, Paging paging, CurrentCaller caller, Accounts accounts) {
    this.notes = notes;
    this.paging = paging;
    this.caller = caller;
    this.accounts = accounts;
  }

  @POST
  @Transactional
  @Idempotent
  @RolesAllowed(RoleNames.ENGINEER)
  @Operation(operationId = "writeNote", summary = "Write a note")
  public Response write(@NotNull @Valid WriteNote command) throws SQLException {
    Notes.Note note = notes.add(command.title());
    if (command.title().startsWith("refused after writing")) {
      throw ProblemException.of(CommonProblem.ALREADY_EXISTS, "Refused by the rule of this test");
    }
    if (command.title().startsWith("slow")) {
      Gate.await();
    }
    return Response.created(URI.create("/api/v1/notes/" + note.id())).entity(view(note)).build();
  }

  @POST
  @Path("/typed")
  @Transactional
  @Idempotent
  @RolesAllowed(RoleNames.ENGINEER)
  public RestResponse<NoteView> writeTyped(@NotNull @Valid WriteNote command) throws SQLException {
    return RestResponse.status(RestResponse.Status.CREATED, view(notes.add(command.title())));
  }

  @GET
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  public Page<NoteView> list(
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("title") @Nullable String title,
      @QueryParam("kind") WriteNote.@Nullable Kind kind)
      throws SQLException {
    PageRequest request = paging.request(limit, cursor, "notes?title=" + title + "&kind=" + kind);
    String after = request.after().map(List::getFirst).orElse("");
    List<NoteView> rows =
        notes.list(title == null ? "" : title, after, request.fetchSize()).stream()
            .map(this::view)
            .toList();
    return paging.page(rows, request, row -> List.of(row.title()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(RoleNames.ENGINEER)
  public NoteView read(@PathParam("id") UUID id) throws SQLException {
    return view(existing(id));
  }

  @PUT
  @Path("/{id}")
  @Transactional
  @RolesAllowed(RoleNames.ENGINEER)
  public NoteView change(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid WriteNote command)
      throws SQLException {
    IfMatch.require(ifMatch, existing(id).revision());
    notes.change(id);
    return view(existing(id));
  }

  @GET
  @Path("/failures/{kind}")
  @RolesAllowed(RoleNames.ENGINEER)
  public String fail(@PathParam("kind") String kind) throws SQLException {
    switch (kind) {
      case "unique" -> {
        notes.add("unique");
        notes.add("unique");
      }
      case "away" ->
          throw new CircuitBreakerOpenException("PeerClient#read circuit breaker is open");
      case "nul" -> notes.add("a\0b");
      default -> throw new IllegalStateException("select * from secret_table");
    }
    return "";
  }

  @GET
  @Path("/accounts/{account}")
  @RolesAllowed(RoleNames.ENGINEER)
  public Identified account(@PathParam("account") String account) {
    return accounts.identify(account, "/subject");
  }

  @GET
  @Path("/subjects/{subject}")
  @RolesAllowed(RoleNames.ENGINEER)
  public Response subject(@PathParam("subject") String subject) {
    return Response.ok(accounts.actor(subject)).build();
  }

  @GET
  @Path("/me")
  @RolesAllowed(RoleNames.ENGINEER)
  public Response me() {
    Caller me = caller.get();
    return Response.ok(new Identified(me.subject(), me.account(), me.unit(), me.machine(), null))
        .build();
  }

  @POST
  @Path("/live")
  @LiveSession
  @Transactional
  @Idempotent
  @RolesAllowed(RoleNames.ENGINEER)
  public Response live() {
    return Response.noContent().build();
  }

  private Notes.Note existing(UUID id) throws SQLException {
    return notes
        .find(id)
        .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "There is no such note"));
  }

  private NoteView view(Notes.Note note) {
    return new NoteView(note.id(), note.title(), note.revision(), caller.get().account());
  }
}
