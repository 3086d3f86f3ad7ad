package org.assay.registry.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.PolicyChanged;
import org.hibernate.Session;

/**
 * The copy of policies, as far as they name aliases. Each method is one statement, served by the
 * index it names.
 */
@ApplicationScoped
public class GoverningPolicies {

  private final Session session;

  GoverningPolicies(Session session) {
    this.session = session;
  }

  /**
   * Takes over that a policy was published or retired, unless the copy is of a later number or
   * knows of the retirement already: numbers of one name come in any order, for each is an
   * aggregate of its own ({@code governing_policy_pk}).
   */
  public void keep(PolicyChanged policy) {
    session
        .createNativeMutationQuery(
            """
            insert into governing_policy (name, number, scope_kind, scope_key, retired, aliases)
            values (:name, :number, :kind, cast(:key as text), :retired, :aliases)
            on conflict (name) do update
              set number = excluded.number, retired = excluded.retired, aliases = excluded.aliases
              where (governing_policy.number, governing_policy.retired)
                < (excluded.number, excluded.retired)
            """)
        .setParameter("name", policy.name())
        .setParameter("number", policy.number())
        .setParameter("kind", policy.scopeKind())
        .setParameter("key", policy.scopeKey(), String.class)
        .setParameter("retired", policy.state().equals("RETIRED"))
        .setParameter(
            "aliases",
            Objects.requireNonNullElse(policy.governedAliases(), List.<String>of())
                .toArray(String[]::new))
        .executeUpdate();
  }

  /**
   * Returns the aliases that policies name that hold in a project, as they are written there; of a
   * project that is not known, those of every scope ({@code governing_policy_scope_ix}).
   */
  public Set<String> aliases(UUID projectId) {
    return session
        .createNativeQuery(
            """
            select g.aliases
            from governing_policy g left join project p on p.id = :project
            where not g.retired and cardinality(g.aliases) > 0
              and (g.scope_kind = 'ORGANISATION'
                or g.scope_kind = 'UNIT' and g.scope_key = coalesce(p.unit, g.scope_key)
                or g.scope_kind = 'PROJECT' and g.scope_key = coalesce(p.key, g.scope_key))
            """,
            Tuple.class)
        .setParameter("project", projectId)
        .getResultStream()
        .flatMap(row -> Arrays.stream(row.get(0, String[].class)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
