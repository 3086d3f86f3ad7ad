package org.assay.kit.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the identity provider says now of an account.
 *
 * @param roles the realm roles that it holds, none where it is disabled or not known
 * @param found whether the provider knows the account
 * @param person what the accounts of one person share, absent where it has none
 */
public record Held(Set<Role> roles, boolean found, @Nullable String person) {

  /** Copies the roles. */
  public Held {
    roles = Set.copyOf(roles);
  }
}
