package org.assay.review.gate;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The gate over HTTP; any role may ask. On platform threads, see ADR 0008. */
@Path("/api/v1/gate")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  RoleNames.ENGINEER,
  RoleNames.ETHICS_REVIEWER,
  RoleNames.PERFORMANCE_REVIEWER,
  RoleNames.LEAD,
  RoleNames.AUDITOR,
  RoleNames.OPERATOR,
  RoleNames.ADMIN
})
@Tag(name = "gate")
class GateResource {

  private static final int LONGEST_NAME = 241;

  private final CurrentCaller currentCaller;
  private final Gate gate;

  GateResource(CurrentCaller currentCaller, Gate gate) {
    this.currentCaller = currentCaller;
    this.gate = gate;
  }

  /** Answers whether bytes may be deployed to an environment. */
  @GET
  @APIResponse(
      responseCode = "200",
      description =
          "The answer; as text the decision in the first line, then what is not satisfied",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = GateView.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(type = SchemaType.STRING, maxLength = 65_536))
      })
  @Operation(
      operationId = "askGate",
      summary = "Ask whether bytes may be deployed; DENY is an answer with every reason")
  @Extension(name = "x-permission", value = "gate.ask")
  public GateView ask(
      @QueryParam("digest") @NotNull @Pattern(regexp = Digest.PATTERN) String digest,
      @QueryParam("environment") @DefaultValue("production") @PlainText(max = 64)
          String environment,
      @QueryParam("model") @PlainText(max = LONGEST_NAME) @Nullable String model) {
    return gate.ask(new GateQuestion(digest, environment, model, currentCaller.get()));
  }

  /** Answers the same in lines for a log. */
  @GET
  @Produces(MediaType.TEXT_PLAIN + ";qs=0.5")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "gate.ask")
  public String askForLog(
      @QueryParam("digest") @NotNull @Pattern(regexp = Digest.PATTERN) String digest,
      @QueryParam("environment") @DefaultValue("production") @PlainText(max = 64)
          String environment,
      @QueryParam("model") @PlainText(max = LONGEST_NAME) @Nullable String model) {
    return GateText.of(ask(digest, environment, model));
  }
}
