package org.assay.kit.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts belong to one person. The identity provider's administrators say so by the
 * attribute {@code person}, whose value the accounts of one person share; where an account has
 * none, it is the person.
 */
public interface Identities {

  /** Returns all subjects of the person that a subject belongs to, itself among them. */
  Set<String> of(String subject);

  /**
   * Takes over what the provider says now of a subject; outside any transaction that holds locks.
   *
   * @param person the value of the attribute, absent where it has none
   */
  void learn(String subject, @Nullable String person);

  /** Takes over whose an account is; of one that the provider does not know, nothing is learned. */
  default void learn(String subject, Held held) {
    if (held.found()) {
      learn(subject, held.person());
    }
  }
}
