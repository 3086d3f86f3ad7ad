package org.assay.review.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Held;
import org.assay.kit.identity.Identities;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;

/**
 * Which roles people hold now. It waits for the identity provider, so it is asked before anything
 * is locked; whose an account is, the provider says with it.
 */
@ApplicationScoped
public class HeldRoles {

  private final Accounts accounts;
  private final Identities identities;

  HeldRoles(Accounts accounts, Identities identities) {
    this.accounts = accounts;
    this.identities = identities;
  }

  /**
   * Finds the roles of an account.
   *
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public Set<Role> of(String subject) {
    Held held = accounts.heldBy(subject);
    identities.learn(subject, held);
    return held.roles();
  }
}
