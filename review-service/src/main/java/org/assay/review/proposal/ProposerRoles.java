package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.person.HeldRoles;
import org.jboss.logging.Logger;

/**
 * Which roles those hold now who were for a proposal first, mostly by proposing it: their word
 * counts as far as they still do. It may wait for the identity provider, so it is asked before
 * anything is locked.
 */
@ApplicationScoped
class ProposerRoles {

  private static final Logger LOG = Logger.getLogger(ProposerRoles.class);

  private final HeldRoles held;

  ProposerRoles(HeldRoles held) {
    this.held = held;
  }

  /**
   * Finds the roles of who was for it first; none where nobody was.
   *
   * @param caller whose own roles are known
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  Set<Role> of(Proposal proposal, Caller caller) {
    return proposal.first().map(subject -> rolesOf(subject, caller)).orElse(Set.of());
  }

  /**
   * Finds them for {@code actions[]}, by {@code sub} of who was for what is open; while the
   * identity provider is away, which refuses the act itself, each word counts as it was given.
   */
  Map<String, Set<Role>> shown(Collection<Proposal> proposals, Caller caller) {
    Set<String> proposers =
        proposals.stream()
            .filter(proposal -> proposal.state() == ProposalState.OPEN)
            .map(Proposal::first)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    try {
      return proposers.stream()
          .collect(Collectors.toMap(Function.identity(), subject -> rolesOf(subject, caller)));
    } catch (ProblemException away) {
      LOG.debug("Proposals are shown as they were made: the identity provider is away", away);
      return proposers.stream()
          .collect(Collectors.toMap(Function.identity(), _ -> EnumSet.allOf(Role.class)));
    }
  }

  private Set<Role> rolesOf(String subject, Caller caller) {
    return subject.equals(caller.subject()) ? caller.roles() : held.of(subject);
  }
}
