package org.assay.kit.identity;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Asks for an identity before anything else is said about a path of the API: an unknown caller
 * learns neither which paths exist nor which methods apply.
 */
@Singleton
public class Gatekeeper {

  private static final String API = "/api/";

  private final SecurityIdentity identity;

  @Inject
  Gatekeeper(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * Looks at each request before it is matched.
   *
   * @throws UnauthorizedException without a valid token, which is answered 401
   */
  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  public void check(UriInfo uri) {
    if (identity.isAnonymous() && uri.getRequestUri().getPath().startsWith(API)) {
      throw new UnauthorizedException();
    }
  }
}
