package org.assay.registry.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The questions this service may ask project-service, each with the caller's own token. */
@RegisterRestClient(configKey = "project-service")
@Path("/api/v1/projects/{key}")
interface ProjectServiceClient {

  @GET
  @Timeout(value = 2, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = NotShown.class)
  ProjectAnswer project(
      @PathParam("key") String key, @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

  @GET
  @Path("/members/{subject}")
  @Timeout(value = 2, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = NotShown.class)
  MemberAnswer member(
      @PathParam("key") String key,
      @PathParam("subject") String subject,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

  @GET
  @Path("/use-cases/{id}")
  @Timeout(value = 2, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = NotShown.class)
  UseCaseAnswer useCase(
      @PathParam("key") String key,
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

  /** Tells an answer that shows nothing apart from no answer at all. */
  @ClientExceptionMapper
  static @Nullable RuntimeException refusal(Response response) {
    return switch (response.getStatus()) {
      case 401, 403, 404 -> new NotShown();
      default -> null;
    };
  }

  /** What project-service says of a project; it says more, which is not read here. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ProjectAnswer(UUID id, String state, @Nullable String myRole) {}

  /** What project-service says of a member, a past one too. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record MemberAnswer(String subject, @Nullable String role, @Nullable Instant until) {

    /** Says whether it is one at an instant. */
    boolean isPresent(Instant at) {
      return until == null || until.isAfter(at);
    }
  }

  /** What project-service says of a use case; that it says anything is what counts here. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record UseCaseAnswer(UUID id) {}

  /** project-service does not show this caller such a thing. */
  final class NotShown extends RuntimeException {
    NotShown() {
      super("Not shown to this caller", null, false, false);
    }
  }
}
