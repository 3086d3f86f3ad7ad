package org.assay.review.replica;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The registry, asked once in a command whose revision the copy has not reached; with the caller's
 * own token, so that it answers only what the caller may know.
 */
@ApplicationScoped
public class RegistryClient {

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final String AWAY = ", and the registry could not be asked; nothing was changed";

  private final Registry registry;

  RegistryClient(@RestClient Registry registry) {
    this.registry = registry;
  }

  /**
   * A version as the registry itself says it stands.
   *
   * @param state its state
   * @param round its current round
   * @param digest its bytes
   * @param revision its revision
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RegistryVersion(String state, int round, String digest, long revision) {}

  /** The one call to the registry. */
  @RegisterRestClient(configKey = "registry-service")
  @Path("/api/v1/models/{name}/versions/{number}")
  public interface Registry {

    /** Reads a version; not repeated, and not tried while the registry keeps failing. */
    @GET
    @Timeout(2500)
    @CircuitBreaker(requestVolumeThreshold = 10, delay = 2000, skipOn = ClientErrorException.class)
    RegistryVersion version(
        @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
        @PathParam("name") String name,
        @PathParam("number") int number);

    /**
     * Tells a refusal, which is an answer, from the registry's failure, which trips the breaker.
     */
    @ClientExceptionMapper
    static @Nullable RuntimeException refusal(Response response) {
      return response.getStatusInfo().getFamily() == Status.Family.CLIENT_ERROR
          ? new ClientErrorException(response.getStatus())
          : null;
    }
  }

  /**
   * Asks how a version stands now, empty where the registry does not know it.
   *
   * @throws ProblemException 503 {@code REGISTRY_AWAY}
   */
  public Optional<RegistryVersion> ask(VersionCopy version, Caller caller) {
    return ask(
        version.model(),
        version.number(),
        caller,
        "The revision in If-Match is newer than what is known here");
  }

  /**
   * Asks whether the registry knows a version that is not known here and may be on its way.
   *
   * @throws ProblemException 503 {@code REGISTRY_AWAY}
   */
  public boolean knows(String model, int number, Caller caller) {
    return ask(model, number, caller, "The version is not known here").isPresent();
  }

  private Optional<RegistryVersion> ask(String model, int number, Caller caller, String why) {
    try {
      return Optional.of(registry.version("Bearer " + caller.token(), model, number));
    } catch (WebApplicationException e) {
      if (e.getResponse().getStatus() == Status.NOT_FOUND.getStatusCode()) {
        return Optional.empty();
      }
      throw away(why + AWAY, e);
    } catch (ProcessingException | FaultToleranceException e) {
      throw away(why + AWAY, e);
    }
  }

  /** Returns what answers a request for which the registry could not be asked. */
  public static ProblemException away(String detail, Exception cause) {
    return ProblemException.of(ReviewProblem.REGISTRY_AWAY, detail)
        .retryAfter(RETRY)
        .because(cause);
  }
}
