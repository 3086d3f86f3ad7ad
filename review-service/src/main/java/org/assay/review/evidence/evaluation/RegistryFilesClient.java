package org.assay.review.evidence.evaluation;

import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.OwnIdentity;
import org.assay.kit.problem.ProblemException;
import org.assay.review.replica.RegistryClient;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The files of predictions in the registry: stated to be used with the caller's own token, so that
 * the registry says whether the caller may, and read by this service's identity, which opens files
 * in use and no others.
 */
@ApplicationScoped
public class RegistryFilesClient {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Uses uses;
  private final OwnIdentity identity;
  private final String registry;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  RegistryFilesClient(
      @RestClient Uses uses,
      OwnIdentity identity,
      @ConfigProperty(name = "quarkus.rest-client.registry-service.url") String registry) {
    this.uses = uses;
    this.identity = identity;
    this.registry = registry.replaceAll("/+$", "");
  }

  /** What is asked of the registry. */
  record StateUse(String path, String purpose, Instant keepUntil, @Nullable UUID versionId) {}

  /** The uses of the registry's files. */
  @RegisterRestClient(configKey = "registry-service")
  @Path("/api/v1/artifacts/{project}/uses")
  public interface Uses {

    /**
     * States a use, or says with {@code validate_only} what would come of it; not repeated, and not
     * tried while the registry keeps failing.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Timeout(2500)
    @CircuitBreaker(requestVolumeThreshold = 10, delay = 2000, skipOn = ClientErrorException.class)
    UsedFile state(
        @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
        @HeaderParam("Idempotency-Key") String key,
        @PathParam("project") String project,
        @QueryParam("validate_only") boolean validateOnly,
        StateUse use);

    /** Tells a refusal, which is an answer, from the registry's failure. */
    @ClientExceptionMapper
    static @Nullable RuntimeException refusal(Response response) {
      return RegistryClient.Registry.refusal(response);
    }
  }

  /**
   * A use to state.
   *
   * @param version the version that the file is used for
   * @param path where the file lies in the project
   * @param pointer where that stands in what the caller sent
   * @param keepUntil until when it is kept at least
   * @param ofVersion whether it is kept as long as the version's life asks for it, too
   */
  record Use(
      VersionCopy version, String path, String pointer, Instant keepUntil, boolean ofVersion) {}

  /**
   * Looks at a file that may be used, and states nothing.
   *
   * @return the file; its id belongs to nothing
   * @throws ProblemException as {@link #state}
   */
  UsedFile look(Use use, Caller caller) {
    return ask(use, UUID.randomUUID(), true, caller);
  }

  /**
   * States that a file is used for an evaluation.
   *
   * @param key the same for the same use, so that whoever repeats a request states none besides
   * @throws ProblemException 422 at its pointer for what is no file of the project; 403; 503 {@code
   *     REGISTRY_AWAY}
   */
  UsedFile state(Use use, UUID key, Caller caller) {
    return ask(use, key, false, caller);
  }

  private UsedFile ask(Use use, UUID key, boolean only, Caller caller) {
    try {
      return uses.state(
          "Bearer " + caller.token(),
          key.toString(),
          EvaluationRequest.project(use.version()),
          only,
          new StateUse(
              use.path(),
              "EVALUATION",
              use.keepUntil(),
              use.ofVersion() ? use.version().id() : null));
    } catch (WebApplicationException e) {
      throw refused(e, use);
    } catch (ProcessingException | FaultToleranceException e) {
      throw away(e);
    }
  }

  private static ProblemException refused(WebApplicationException answer, Use file) {
    return switch (answer.getResponse().getStatus()) {
      case 400, 404, 422 ->
          ProblemException.invalid(
              file.pointer(),
              "UNKNOWN_FILE",
              "No file lies under %s in the project's artifacts".formatted(file.path()));
      case 401, 403 ->
          ProblemException.of(
              CommonProblem.FORBIDDEN, "The registry does not let you use files of the project");
      default -> away(answer);
    };
  }

  private static ProblemException away(Exception cause) {
    return RegistryClient.away(
        "The registry could not be asked for the file; nothing was changed", cause);
  }

  /**
   * Opens the bytes of a file in use.
   *
   * @throws NoSuchFileException if the file is not in use any longer
   * @throws IOException if the registry or the identity provider is away, or refuses
   */
  InputStream open(String project, UUID use) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/api/v1/artifacts/%s/uses/%s/content".formatted(registry, project, use)))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + identity.token())
            .header("Accept", "application/octet-stream")
            .GET()
            .build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != Status.OK.getStatusCode()) {
      answer.body().close();
      if (answer.statusCode() == Status.NOT_FOUND.getStatusCode()) {
        throw new NoSuchFileException(use.toString());
      }
      throw new IOException("The registry answered " + answer.statusCode());
    }
    return answer.body();
  }
}
