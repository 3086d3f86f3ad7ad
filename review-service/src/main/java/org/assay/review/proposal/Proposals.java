package org.assay.review.proposal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.ProposalChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.review.note.Note;
import org.assay.review.replica.Access;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The proposals, each step of which is one event. */
@ApplicationScoped
class Proposals implements PanacheRepositoryBase<Proposal, UUID> {

  /** The greatest UUID: before it lie all. */
  private static final UUID LAST = new UUID(-1, -1);

  private final EventLog log;
  private final Session entities;

  Proposals(EventLog log, Session entities) {
    this.log = log;
    this.entities = entities;
  }

  /** Lets nobody else propose the act on the subject until the transaction ends. */
  void queue(ProposedAct act, String subject) {
    entities
        .createNativeQuery(
            "select pg_advisory_xact_lock(hashtextextended(cast(:key as text), 0))", Tuple.class)
        .setParameter("key", "proposal %s %s".formatted(act, subject))
        .getResultList();
  }

  /** Returns the open proposal of an act on a subject; unique. */
  Optional<Proposal> open(ProposedAct act, String subject) {
    return find("act = ?1 and subject = ?2 and state = ?3", act, subject, ProposalState.OPEN)
        .firstResultOptional();
  }

  /** Returns a proposal after waiting for whoever decides on it. */
  Proposal locked(UUID id) {
    Proposal proposal = findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (proposal == null) {
      throw new IllegalStateException("No proposal " + id);
    }
    getEntityManager().refresh(proposal);
    return proposal;
  }

  /** Returns the ids of open proposals whose time is over, the longest first; index on expiry. */
  List<UUID> overdue(int limit) {
    return entities
        .createNativeQuery(
            """
            select id from proposal where state = 'OPEN' and expires_at <= clock_timestamp()
             order by expires_at limit :limit
            """,
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns proposals that the caller may read, newest first. */
  List<Proposal> newestFirst(
      @Nullable ProposalState state, Caller caller, Optional<UUID> before, int limit) {
    List<UUID> ids =
        entities
            .createNativeQuery(
                """
                select p.id from proposal p
                 where (cast(:state as text) is null or p.state = cast(:state as text))
                   and p.id < :before
                   and (:all or p.project_id in {own})
                 order by p.id desc limit :limit
                """
                    .replace("{own}", Access.OWN_PROJECTS),
                Tuple.class)
            .setParameter("state", state == null ? null : state.name(), String.class)
            .setParameter("before", before.orElse(LAST))
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
   * Tells the step that a proposal has just taken.
   *
   * @param about how events name what it is about
   */
  void tell(String type, Proposal proposal, String about, @Nullable Note text, Cause cause) {
    flush();
    log.append(
        new NewEvent(
            type,
            about,
            proposal.id(),
            proposal.revision(),
            proposal.modelId().orElse(proposal.id()),
            cause,
            new ProposalChanged(
                proposal.id(),
                proposal.act().name(),
                proposal.version().orElse(null),
                proposal.modelId().orElse(null),
                proposal.state().name(),
                proposal.expiresAt(),
                text == null ? null : text.digest(),
                proposal.incidentId())));
  }
}
