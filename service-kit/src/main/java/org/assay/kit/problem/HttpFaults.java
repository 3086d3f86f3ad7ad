package org.assay.kit.problem;

import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.ProblemType;

/** Tells what the framework refused before a resource method ran. */
final class HttpFaults {

  private HttpFaults() {}

  static Optional<ProblemException> tell(WebApplicationException thrown) {
    return switch (thrown.getResponse().getStatus()) {
      case 400 -> told(CommonProblem.MALFORMED_PARAMETER, "A parameter or the body cannot be read");
      case 401 -> told(CommonProblem.UNAUTHENTICATED, "Send a valid access token as bearer token");
      case 403 -> told(CommonProblem.FORBIDDEN, "The caller's roles do not allow this");
      case 404 -> told(CommonProblem.NOT_FOUND, "There is nothing at this path for this caller");
      case 406 -> told(CommonProblem.NOT_ACCEPTABLE, "The answer here is application/json");
      case 413 -> told(CommonProblem.PAYLOAD_TOO_LARGE, "The body is larger than is accepted here");
      case 415 -> told(CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json");
      default -> Optional.empty();
    };
  }

  private static Optional<ProblemException> told(ProblemType type, String detail) {
    return Optional.of(ProblemException.of(type, detail));
  }
}
