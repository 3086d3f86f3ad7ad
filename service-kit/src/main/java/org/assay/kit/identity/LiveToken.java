package org.assay.kit.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * Asks the identity provider whether the session behind a token has ended, where an act is too
 * heavy for a signature alone: decisions and releases. Nothing is cached, and no answer is a no.
 */
@ApplicationScoped
class LiveToken {

  private final IdentityProvider provider;

  @Inject
  LiveToken(IdentityProvider provider) {
    this.provider = provider;
  }

  /**
   * Lets the caller pass only if the provider says now that the token is active.
   *
   * @throws ProblemException 401 {@code TOKEN_REVOKED}; 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  void requireActive(Caller caller) {
    if (!isActive(caller)) {
      throw ProblemException.of(
              CommonProblem.TOKEN_REVOKED, "The session behind this token has ended")
          .help("Sign in again and repeat the request with the new token");
    }
  }

  private boolean isActive(Caller caller) {
    try {
      return provider.isActive(caller.token());
    } catch (IOException | FaultToleranceException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    }
  }

  private static ProblemException away(Exception cause) {
    return ProblemException.of(
            CommonProblem.IDENTITY_PROVIDER_AWAY,
            "This act needs the identity provider, which does not answer; nothing was changed")
        .retryAfter(Duration.ofSeconds(5))
        .because(cause);
  }
}
