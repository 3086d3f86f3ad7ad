package org.assay.review.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
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

/**
 * What the installation has of one kind of document, from the drafts on.
 *
 * @param <E> the kind
 */
abstract class Documents<E extends Document> implements PanacheRepositoryBase<E, UUID> {

  /** The greatest UUID: before it lie all. */
  private static final UUID LAST = new UUID(-1, -1);

  /** Who sees no more than the own projects sees no drafts, and no policy of another project. */
  private static final String READABLE =
      """
      (:all or (p.state <> 'DRAFT' and (p.scope_kind <> 'PROJECT' or p.scope_key in (
        select j.key from project_copy j where j.id in {own}))))
      """
          .replace("{own}", Access.OWN_PROJECTS);

  abstract DocumentKind kind();

  abstract Session entities();

  /**
   * What a list is narrowed to.
   *
   * @param state where they stand
   * @param kind how wide they reach
   * @param name their name
   */
  record Filter(@Nullable PolicyState state, @Nullable PolicyScope kind, @Nullable String name) {}

  /** Returns documents that the caller may read, newest first. */
  List<E> newestFirst(Filter filter, Caller caller, Optional<UUID> before, int limit) {
    PolicyState state = filter.state();
    PolicyScope kind = filter.kind();
    List<UUID> ids =
        entities()
            .createNativeQuery(
                """
                select p.id from policy p
                 where p.id < :before and p.kind = :document
                   and (cast(:state as text) is null or p.state = cast(:state as text))
                   and (cast(:kind as text) is null or p.scope_kind = cast(:kind as text))
                   and (cast(:name as text) is null or p.name = cast(:name as text))
                   and %s
                 order by p.id desc limit :limit
                """
                    .formatted(READABLE),
                Tuple.class)
            .setParameter("before", before.orElse(LAST))
            .setParameter("document", kind().name())
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
   * Returns a document that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  E readable(UUID id, Caller caller) {
    boolean known =
        !entities()
            .createNativeQuery(
                "select 1 from policy p where p.id = :id and p.kind = :kind and " + READABLE,
                Tuple.class)
            .setParameter("id", id)
            .setParameter("kind", kind().name())
            .setParameter("all", Access.seesAll(caller))
            .setParameter("subject", caller.subject())
            .getResultList()
            .isEmpty();
    return Optional.of(id)
        .filter(_ -> known)
        .flatMap(this::findByIdOptional)
        .orElseThrow(() -> Access.unknown(kind().word(), id));
  }

  /** Returns a readable document after waiting for whoever changes it. */
  E locked(UUID id, Caller caller) {
    E found = readable(id, caller);
    entities().refresh(found, LockModeType.PESSIMISTIC_WRITE);
    return found;
  }

  /** Lets nobody else draft under a name until this transaction ends. */
  void lockName(String name) {
    entities()
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtext(:kind), hashtext(:name))) held",
            Tuple.class)
        .setParameter("kind", kind().name())
        .setParameter("name", name)
        .getResultList();
  }

  /** Returns the last document of a name, empty where there was none. */
  Optional<E> last(String name) {
    return find("name = ?1 order by number desc", name).page(0, 1).firstResultOptional();
  }

  /** Returns the last document of a name that was published and comes before a number. */
  Optional<E> published(String name, int before) {
    return find(
            "name = ?1 and number < ?2 and state <> ?3 order by number desc",
            name,
            before,
            PolicyState.DRAFT)
        .page(0, 1)
        .firstResultOptional();
  }

  /** Returns whether a later number of the name was published. */
  boolean isLate(E document) {
    return count(
            "name = ?1 and number > ?2 and state <> ?3",
            document.name(),
            document.number(),
            PolicyState.DRAFT)
        > 0;
  }
}
