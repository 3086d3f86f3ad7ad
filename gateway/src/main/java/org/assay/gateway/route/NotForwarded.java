package org.assay.gateway.route;

/** Why a request brought no answer of a service. */
final class NotForwarded extends RuntimeException {

  /** The kinds that are answered differently. */
  enum Reason {
    /** The service does not accept the connection, or broke it off. */
    AWAY,
    /** The service was silent for too long. */
    TOO_SLOW,
    /** The body grew beyond the route's limit. */
    BODY_TOO_LARGE,
    /** The caller hung up; nobody reads an answer. */
    CALLER_GONE
  }

  private final Reason reason;

  NotForwarded(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Returns whether the failure says something about the service. */
  static boolean isOfTheService(Throwable failure) {
    return failure instanceof NotForwarded known
        && (known.reason == Reason.AWAY || known.reason == Reason.TOO_SLOW);
  }
}
