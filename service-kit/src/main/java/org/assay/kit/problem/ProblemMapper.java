package org.assay.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.Problem;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The one place that turns an exception into an answer.
 *
 * <p>A refusal (4xx) is logged at DEBUG, a failure (5xx) at ERROR with its cause, once. The answer
 * never names a class, a statement or a table.
 */
@Singleton
public class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final int MAX_CAUSES = 16;

  private final AllowedMethods allowedMethods;

  @Inject
  ProblemMapper(AllowedMethods allowedMethods) {
    this.allowedMethods = allowedMethods;
  }

  /**
   * Answers any exception; the classes named are those for which the framework has a mapper of its
   * own, which would be nearer than one for {@code Throwable}.
   */
  @ServerExceptionMapper(
      value = {
        ProblemException.class,
        JsonProcessingException.class,
        MismatchedInputException.class,
        ConstraintViolationException.class,
        ValidationException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        ForbiddenException.class,
        NotFoundException.class,
        NotAllowedException.class,
        WebApplicationException.class,
        RuntimeException.class,
        Exception.class,
        Throwable.class
      },
      priority = 1)
  public Response answer(Throwable thrown, UriInfo uri, Request request) {
    Throwable fault = unwrapped(thrown);
    if (fault instanceof WebApplicationException answered
        && answered.getResponse().getStatus() < 400) {
      return answered.getResponse();
    }
    String path = uri.getRequestUri().getRawPath();
    ProblemException problem = tell(fault, uri, request);
    log(problem, fault, path);
    return respond(problem, path, challenge(fault));
  }

  private ProblemException tell(Throwable thrown, UriInfo uri, Request request) {
    return switch (thrown) {
      case ProblemException own -> own;
      case JsonProcessingException json -> JsonFaults.tell(json);
      case ConstraintViolationException input when !ValidationFaults.isOfAnswer(input) ->
          ValidationFaults.tell(input);
      case UnauthorizedException _ -> unauthenticated();
      case AuthenticationFailedException failed -> unauthenticatedOrAway(failed);
      case AuthenticationCompletionException _ -> unauthenticated();
      case OIDCException _ -> providerAway();
      case ForbiddenException _ ->
          ProblemException.of(CommonProblem.FORBIDDEN, "The caller's roles do not allow this");
      case NotAllowedException _ -> notAllowed(uri.getPath());
      // The framework matches one class only, so it says 404 where another has the path.
      case NotFoundException _ when allowedMethods.onlyOthers(uri.getPath(), request.getMethod()) ->
          notAllowed(uri.getPath());
      case WebApplicationException answered ->
          HttpFaults.tell(answered).orElseGet(() -> unexpected(answered));
      case CircuitBreakerOpenException _, TimeoutException _, BulkheadException _ ->
          ProblemException.of(
                  CommonProblem.SERVICE_UNAVAILABLE,
                  "Another part that this needs is away for the moment")
              .retryAfter(RETRY_AFTER);
      default -> DatabaseFaults.tell(thrown).orElseGet(() -> unexpected(thrown));
    };
  }

  /** A token that cannot be checked, since the provider is away, is no reason to say it is bad. */
  private static ProblemException unauthenticatedOrAway(AuthenticationFailedException failed) {
    Throwable cause = failed.getCause();
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
      if (cause instanceof OIDCException || cause instanceof java.io.IOException) {
        return providerAway();
      }
    }
    return unauthenticated();
  }

  private ProblemException notAllowed(String path) {
    String methods = allowedMethods.of(path);
    return ProblemException.of(
            CommonProblem.METHOD_NOT_ALLOWED,
            "The method does not apply to this path; accepted are " + methods)
        .header(HttpHeaders.ALLOW, methods);
  }

  private static ProblemException providerAway() {
    return ProblemException.of(
            CommonProblem.IDENTITY_PROVIDER_AWAY, "The token cannot be checked for the moment")
        .retryAfter(RETRY_AFTER);
  }

  private static ProblemException unauthenticated() {
    return ProblemException.of(
            CommonProblem.UNAUTHENTICATED, "The request carries no access token that is valid here")
        .help(
            "Send Authorization: Bearer with a fresh access token of this installation's provider");
  }

  private static ProblemException unexpected(Throwable thrown) {
    return ProblemException.of(CommonProblem.INTERNAL_ERROR, Unexpected.DETAIL).because(thrown);
  }

  /** What the framework or a transaction wrapped around the fault says nothing of its own. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
      if (cause instanceof ProblemException || cause instanceof JsonProcessingException) {
        return cause;
      }
    }
    return thrown;
  }

  private static void log(ProblemException problem, Throwable thrown, String path) {
    if (isRefusal(problem)) {
      LOG.debugf(
          "Refused: code=%s path=%s detail=%s", problem.type().code(), path, problem.detail());
      return;
    }
    LOG.errorf(thrown, "Failed: code=%s path=%s", problem.type().code(), path);
  }

  /**
   * What is not offered (501) or has no room by a rule (507) is no failure of ours; a full disk,
   * which has a cause, is.
   */
  private static boolean isRefusal(ProblemException problem) {
    int status = problem.type().status();
    return status < 500 || status == 501 || (status == 507 && problem.getCause() == null);
  }

  private static Response respond(ProblemException problem, String path, String challenge) {
    Response.ResponseBuilder answer =
        Response.status(problem.type().status())
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(problem.toProblem(path, Trace.id()));
    problem
        .retryAfter()
        .ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
    if (problem.type().status() == 401
        && !problem.headers().containsKey(HttpHeaders.WWW_AUTHENTICATE)) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
    problem.headers().forEach(answer::header);
    return answer.build();
  }

  /** RFC 6750 section 3: an error code only where a token was sent. */
  private static String challenge(Throwable thrown) {
    return thrown instanceof UnauthorizedException
        ? "Bearer realm=\"assay\""
        : "Bearer realm=\"assay\", error=\"invalid_token\"";
  }
}
