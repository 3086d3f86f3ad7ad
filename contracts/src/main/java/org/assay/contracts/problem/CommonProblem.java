package org.assay.contracts.problem;

/** The refusals that every part of Assay may answer. */
public enum CommonProblem implements ProblemType {
  MALFORMED_JSON(400, "The body cannot be read as JSON"),
  MISSING_BODY(400, "The request needs a body"),
  MALFORMED_PARAMETER(400, "A parameter cannot be read"),
  UNKNOWN_PARAMETER(400, "The request names a parameter that does not exist"),
  MALFORMED_PATH(400, "The path cannot be read safely"),
  CURSOR_INVALID(400, "The cursor was not issued here or was changed"),
  CURSOR_MISMATCH(400, "The cursor belongs to another list or filter"),
  IDEMPOTENCY_KEY_REQUIRED(400, "The request needs an Idempotency-Key"),
  MALFORMED_CONDITION(400, "The If-Match header cannot be read"),
  UNAUTHENTICATED(401, "The request carries no valid identity"),
  TOKEN_REVOKED(401, "The session behind the token has ended"),
  FORBIDDEN(403, "The caller may not do this"),
  NOT_FOUND(404, "There is no such thing, or the caller may not know of it"),
  METHOD_NOT_ALLOWED(405, "The method does not apply here"),
  NOT_ACCEPTABLE(406, "None of the accepted media types can be answered"),
  CONCURRENT_CHANGE(409, "Somebody else changed the same thing at the same time"),
  ALREADY_EXISTS(409, "The name is taken"),
  IDEMPOTENCY_KEY_IN_USE(409, "A request with the same Idempotency-Key is still running"),
  STALE_REVISION(412, "The thing changed since it was read"),
  PAYLOAD_TOO_LARGE(413, "The body is larger than allowed here"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not accepted here"),
  VALIDATION_FAILED(422, "The input breaks a rule"),
  UNKNOWN_SUBJECT(422, "There is no such account"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  PRECONDITION_REQUIRED(428, "The request must say which revision it saw"),
  TOO_MANY_REQUESTS(429, "The caller asks too often"),
  INTERNAL_ERROR(500, "Something failed inside Assay"),
  SERVICE_UNAVAILABLE(503, "A part of Assay is away for the moment"),
  IDENTITY_PROVIDER_AWAY(503, "The identity provider is away for the moment"),
  GATEWAY_TIMEOUT(504, "A part of Assay did not answer in time");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return name();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
