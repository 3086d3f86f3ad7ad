package org.assay.review.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.policy.PolicyScope;
import org.assay.review.replica.Access;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The policies of the installation, from their drafts on. */
@ApplicationScoped
class PolicyEntries implements PanacheRepositoryBase<PolicyEntry, UUID> {

  /** The greatest UUID: before it lie all. */
  private static final UUID LAST = new UUID(-1, -1);

  /** Who sees no more than the own projects sees no drafts, and no policy of another project. */
  private static final String READABLE =
      """
      (:all or (p.state <> 'DRAFT' and (p.scope_kind <> 'PROJECT' or p.scope_key in (
        select j.key from member_copy m join project_copy j on j.id = m.project_id
         where m.subject = :subject and m.until is null))))
      """;

  private final Session entities;

  PolicyEntries(Session entities) {
    this.entities = entities;
  }

  /**
   * What a list is narrowed to.
   *
   * @param state where they stand
   * @param kind how wide they reach
   * @param name their name
   */
  record Filter(@Nullable PolicyState state, @Nullable PolicyScope kind, @Nullable String name) {}

  /** Returns policies that the caller may read, newest first. */
  List<PolicyEntry> newestFirst(Filter filter, Caller caller, Optional<UUID> before, int limit) {
    PolicyState state = filter.state();
    PolicyScope kind = filter.kind();
    List<UUID> ids =
        entities
            .createNativeQuery(
                """
                select p.id from policy p
                 where p.id < :before
                   and (cast(:state as text) is null or p.state = cast(:state as text))
                   and (cast(:kind as text) is null or p.scope_kind = cast(:kind as text))
                   and (cast(:name as text) is null or p.name = cast(:name as text))
                   and %s
                 order by p.id desc limit :limit
                """
                    .formatted(READABLE),
                Tuple.class)
            .setParameter("before", before.orElse(LAST))
            .setParameter("state", state == null ? null : state.name(), String.class)
            .setParameter("kind", kind == null ? null : kind.name(), String.class)
            .setParameter("name", filter.name(), String.class)
            .setParameter("all", Access.seesAll(caller))
            .setParameter("subject", caller.subject())
            .setParameter("limit", limit)
            .getResultList()
            .stream()
            .map(row -> row.get(0, UUID.class))
            .toList();
    return ids.isEmpty() ? List.of() : list("id in ?1 order by id desc", ids);
  }

  /**
   * Returns a policy that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  PolicyEntry readable(UUID id, Caller caller) {
    boolean known =
        !entities
            .createNativeQuery(
                "select 1 from policy p where p.id = :id and " + READABLE, Tuple.class)
            .setParameter("id", id)
            .setParameter("all", Access.seesAll(caller))
            .setParameter("subject", caller.subject())
            .getResultList()
            .isEmpty();
    return Optional.of(id)
        .filter(_ -> known)
        .flatMap(this::findByIdOptional)
        .orElseThrow(() -> Access.unknown("policy", id));
  }

  /** Returns a readable policy after waiting for whoever changes it. */
  PolicyEntry locked(UUID id, Caller caller) {
    PolicyEntry entry = readable(id, caller);
    getEntityManager().refresh(entry, LockModeType.PESSIMISTIC_WRITE);
    return entry;
  }

  /** Lets nobody else draft under a name until this transaction ends. */
  void lockName(String name) {
    entities
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtext('policy'), hashtext(:name))) held",
            Tuple.class)
        .setParameter("name", name)
        .getResultList();
  }

  /** Returns the last policy of a name, empty where there was none. */
  Optional<PolicyEntry> last(String name) {
    return find("name = ?1 order by number desc", name).page(0, 1).firstResultOptional();
  }

  /** Returns the highest number that a name has, 0 where there is none; shipped ones count. */
  int highestNumber(String name) {
    return entities
        .createNativeQuery(
            """
            select greatest(
              (select coalesce(max(number), 0) from policy where name = :name),
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
             where scope_kind = :kind and scope_key is not distinct from cast(:key as text)
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
                     where p.state <> 'DRAFT'
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
