package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The policies of the installation, from their drafts on. */
@ApplicationScoped
class PolicyEntries extends Documents<PolicyEntry> {

  private final Session entities;

  PolicyEntries(Session entities) {
    this.entities = entities;
  }

  @Override
  DocumentKind kind() {
    return DocumentKind.POLICY;
  }

  @Override
  Session entities() {
    return entities;
  }

  /** Returns the highest number that a name has, 0 where there is none; shipped ones count. */
  int highestNumber(String name) {
    return entities
        .createNativeQuery(
            """
            select greatest(
              (select coalesce(max(number), 0) from policy where kind = 'POLICY' and name = :name),
              (select coalesce(max(number), 0) from policy_version where name = :name))
            """,
            Tuple.class)
        .setParameter("name", name)
        .getSingleResult()
        .get(0, Integer.class);
  }

  /** Returns how many names hold in a scope; index policy_scope_ix. */
  int namesIn(ScopeView scope) {
    return entities
        .createNativeQuery(
            """
            select cast(count(distinct name) as integer) from policy
             where kind = 'POLICY' and scope_kind = :kind and scope_key is not distinct from cast(:key as text)
               and state <> 'DRAFT'
            """,
            Tuple.class)
        .setParameter("kind", scope.kind().name())
        .setParameter("key", scope.key(), String.class)
        .getSingleResult()
        .get(0, Integer.class);
  }

  /** Returns whether a unit or a project of the key is known here. */
  boolean isKnown(ScopeView scope) {
    return switch (scope.kind()) {
      case ORGANISATION -> true;
      case UNIT -> exists("select 1 from project_copy where unit = :key limit 1", scope.key());
      case PROJECT -> exists("select 1 from project_copy where key = :key", scope.key());
    };
  }

  private boolean exists(String query, @Nullable String key) {
    return !entities
        .createNativeQuery(query, Tuple.class)
        .setParameter("key", key, String.class)
        .getResultList()
        .isEmpty();
  }

  /** Returns the policies in force in the wider scopes of a scope, the widest first. */
  List<UUID> wider(ScopeView scope) {
    return entities
        .createNativeQuery(
            """
            select f.id
              from (select distinct on (p.name) p.id, p.state, p.scope_kind, p.name
                      from policy p
                     where p.state <> 'DRAFT' and p.kind = 'POLICY'
                       and ((:kind <> 'ORGANISATION' and p.scope_kind = 'ORGANISATION')
                            or (:kind = 'PROJECT' and p.scope_kind = 'UNIT' and p.scope_key = (
                                  select j.unit from project_copy j
                                   where j.key = cast(:key as text))))
                     order by p.name, p.number desc) f
             where f.state = 'PUBLISHED'
             order by f.scope_kind, f.name
            """,
            Tuple.class)
        .setParameter("kind", scope.kind().name())
        .setParameter("key", scope.key(), String.class)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }
}
