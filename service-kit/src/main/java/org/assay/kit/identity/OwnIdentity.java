package org.assay.kit.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/**
 * Who this service is to the other services of its installation, where it asks them by itself and
 * no caller's token is at hand. Its account holds the role {@link RoleNames#SERVICE} and no other.
 */
@ApplicationScoped
public class OwnIdentity {

  private final IdentityProvider provider;

  OwnIdentity(IdentityProvider provider) {
    this.provider = provider;
  }

  /**
   * Returns a bearer token of the service itself, fresh for a call that starts now.
   *
   * @throws IOException if the provider is away or refuses
   */
  public String token() throws IOException, InterruptedException {
    return provider.serviceToken();
  }
}
