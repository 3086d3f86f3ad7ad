package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.person.HeldRoles;
import org.jboss.logging.Logger;

/**
 * What the words for publishing or retiring a policy still count for: each as lead, as
 * administrator or as both, as far as its person could be that then and holds the role now.
 */
@ApplicationScoped
class StandingWords {

  private static final Logger LOG = Logger.getLogger(StandingWords.class);

  private final HeldRoles held;

  StandingWords(HeldRoles held) {
    this.held = held;
  }

  /**
   * Finds the roles that people hold now whose words are given.
   *
   * @param caller whose own roles are known
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  Map<String, Set<Role>> rolesNow(Collection<PolicyConsent> words, Caller caller) {
    return words.stream()
        .map(PolicyConsent::subject)
        .filter(subject -> !subject.equals(caller.subject()))
        .distinct()
        .collect(Collectors.toMap(Function.identity(), held::of));
  }

  /** Counts words for what they count now; those that count for nothing are left out. */
  static List<PolicyConsent> counted(
      List<PolicyConsent> words, Map<String, Set<Role>> rolesNow, Caller caller) {
    return words.stream()
        .map(
            word ->
                word.within(
                    word.subject().equals(caller.subject())
                        ? caller.roles()
                        : rolesNow.getOrDefault(word.subject(), Set.of())))
        .filter(word -> word.asLead() || word.asAdmin())
        .toList();
  }

  /**
   * Counts words as {@code actions[]} needs it; while the identity provider is away, which refuses
   * the act itself, each counts as it was given.
   */
  Map<PolicyConsents.Key, List<PolicyConsent>> shown(
      Map<PolicyConsents.Key, List<PolicyConsent>> words, Caller caller) {
    try {
      Map<String, Set<Role>> roles =
          rolesNow(words.values().stream().flatMap(List::stream).toList(), caller);
      return words.entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, entry -> counted(entry.getValue(), roles, caller)));
    } catch (ProblemException away) {
      LOG.debug("Words are shown as they were given: the identity provider is away", away);
      return words;
    }
  }
}
