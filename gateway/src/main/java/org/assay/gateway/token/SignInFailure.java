package org.assay.gateway.token;

/** Why no identity came of what was presented. */
final class SignInFailure extends RuntimeException {

  /** The kinds that are answered differently. */
  enum Kind {
    /** A bearer token that is not valid here. */
    TOKEN_REFUSED,
    /** A name and secret that the provider refuses. */
    CREDENTIALS_REFUSED,
    /** The provider did not answer, so nobody can tell. */
    PROVIDER_AWAY
  }

  private final Kind kind;

  SignInFailure(Kind kind, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Returns what is wrong; a detail is always given. */
  String detail() {
    return String.valueOf(getMessage());
  }

  static SignInFailure providerAway() {
    return new SignInFailure(
        Kind.PROVIDER_AWAY, "The identity provider does not answer, so nobody can be identified.");
  }
}
