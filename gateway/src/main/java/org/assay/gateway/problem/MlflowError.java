package org.assay.gateway.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A refusal as MLflow's clients read it: they look at {@code error_code} before the status.
 *
 * @param errorCode one of MLflow's codes
 * @param message what is wrong, and what to do next
 */
record MlflowError(@JsonProperty("error_code") String errorCode, String message) {

  /** Says what a refusal of the gateway says. */
  static MlflowError of(Refusal refusal) {
    return new MlflowError(
        code(refusal.type().status()),
        Stream.concat(Stream.of(refusal.detail()), refusal.help().stream())
            .collect(Collectors.joining(" ")));
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404, 405 -> "ENDPOINT_NOT_FOUND";
      case 429 -> "REQUEST_LIMIT_EXCEEDED";
      case 503 -> "TEMPORARILY_UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status < 500 ? "INVALID_PARAMETER_VALUE" : "INTERNAL_ERROR";
    };
  }
}
