package org.assay.registry.alias;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.registry.policy.GoverningPolicies;

/**
 * Which aliases move only with a decision: those that are named for the whole installation, and
 * those that policies name that hold in the project.
 */
@ApplicationScoped
class GovernedAliases {

  private final Set<String> everywhere;
  private final GoverningPolicies policies;

  GovernedAliases(AliasConfig config, GoverningPolicies policies) {
    this.everywhere = config.governed();
    this.policies = policies;
  }

  /** Returns those of a project, as policies are known here now. */
  Names in(UUID projectId) {
    return new Names(
        Stream.concat(everywhere.stream(), policies.aliases(projectId).stream())
            .map(AliasName::folded)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Names of aliases.
   *
   * @param folded the form in which names are equal that read alike
   */
  record Names(Set<String> folded) {

    Names {
      folded = Set.copyOf(folded);
    }

    /** Returns whether an alias has one of the names, or reads as if it had. */
    boolean have(String alias) {
      return folded.contains(AliasName.folded(alias));
    }
  }
}
