package org.assay.review.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Publications and retirements that take effect on rounds that go on, from the act to the last of
 * these rounds. Hand-written SQL, since each step is one statement that several copies may take.
 */
@ApplicationScoped
public class PolicyChanges {

  private static final String COVERS = PolicyScope.covers("c", "j");

  /** The least UUID: all lie behind it. */
  private static final UUID FIRST = new UUID(0, 0);

  private final Session entities;

  PolicyChanges(Session entities) {
    this.entities = entities;
  }

  /**
   * That a policy was published or retired.
   *
   * @param policyId the policy
   * @param act PUBLISH or RETIRE
   * @param scope how wide it reaches
   * @param key its unit or project; absent of the organisation
   * @param eventId the event that tells of it
   * @param decidedBy the {@code sub} of the second of its two people
   * @param at when it was
   * @param due when it takes effect on rounds that go on
   */
  public record Change(
      UUID policyId,
      String act,
      PolicyScope scope,
      @Nullable String key,
      UUID eventId,
      String decidedBy,
      Instant at,
      Instant due) {}

  /**
   * A round that a change may concern.
   *
   * @param assessmentId the round
   * @param concerned whether it is of the scope, was opened before the change took effect, is the
   *     last of its version and has no release
   */
  public record Candidate(UUID assessmentId, boolean concerned) {}

  /** Notes a change, in the transaction of the act. */
  public void add(Change change) {
    entities
        .createNativeMutationQuery(
            """
            insert into policy_change (policy_id, act, scope_kind, scope_key, event_id, decided_by,
                   changed_at, due_at, after_id)
            values (:policy, :act, :scope, cast(:key as text), :event, :by, :at, :due, :none)
            """)
        .setParameter("policy", change.policyId())
        .setParameter("act", change.act())
        .setParameter("scope", change.scope().name())
        .setParameter("key", change.key(), String.class)
        .setParameter("event", change.eventId())
        .setParameter("by", change.decidedBy())
        .setParameter("at", change.at())
        .setParameter("due", change.due())
        .setParameter("none", FIRST)
        .executeUpdate();
  }

  /**
   * Returns the next changes that are due and not done, the longest first; index
   * policy_change_due_ix.
   *
   * @param after the last one before, empty to begin; so one that is never done keeps no other from
   *     its turn
   */
  public List<Change> due(Optional<Change> after, int limit) {
    return entities
        .createNativeQuery(
            """
            select policy_id, act, scope_kind, scope_key, event_id, decided_by, changed_at, due_at
              from policy_change where done_at is null and due_at <= clock_timestamp()
               and (due_at, policy_id, act) > (:due, :policy, :act)
             order by due_at, policy_id, act limit :limit
            """,
            Tuple.class)
        .setParameter("due", after.map(Change::due).orElse(Instant.EPOCH))
        .setParameter("policy", after.map(Change::policyId).orElse(FIRST))
        .setParameter("act", after.map(Change::act).orElse(""))
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(PolicyChanges::change)
        .toList();
  }

  private static Change change(Tuple row) {
    return new Change(
        row.get(0, UUID.class),
        row.get(1, String.class),
        PolicyScope.valueOf(row.get(2, String.class)),
        row.get(3, String.class),
        row.get(4, UUID.class),
        row.get(5, String.class),
        row.get(6, Instant.class),
        row.get(7, Instant.class));
  }

  /**
   * Returns the next rounds that a change has not gone through, in the order of their ids, whether
   * it concerns them or not; index assessment_going_on_ix. None is left where there are none.
   *
   * @param after the last one before, empty to go on where the change got to
   */
  public List<Candidate> candidates(Change change, Optional<UUID> after, int limit) {
    return entities
        .createNativeQuery(
            """
            select a.id,
                   a.opened_at <= c.due_at
                   and coalesce({covers}, false)
                   and not exists (select 1 from assessment n
                         where n.version_id = a.version_id and n.round > a.round)
                   and not exists (select 1 from release_decision d
                         where d.version_id = a.version_id and d.round = a.round
                           and d.revocation_id is null)
              from policy_change c
              cross join lateral (
                select id, version_id, project_id, round, opened_at from assessment
                 where state in ('OPEN', 'PASSED', 'LOST')
                   and id > coalesce(cast(:after as uuid), c.after_id)
                 order by id limit :limit) a
              left join project_copy j on j.id = a.project_id
             where c.policy_id = :policy and c.act = :act
             order by a.id
            """
                .replace("{covers}", COVERS),
            Tuple.class)
        .setParameter("policy", change.policyId())
        .setParameter("act", change.act())
        .setParameter("after", after.orElse(null), UUID.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> new Candidate(row.get(0, UUID.class), row.get(1, Boolean.class)))
        .toList();
  }

  /**
   * Returns publications since which it was not told yet that classifications are asked for again;
   * index policy_change_asking_ix.
   */
  public List<Change> asking(int limit) {
    return entities
        .createNativeQuery(
            """
            select policy_id, act, scope_kind, scope_key, event_id, decided_by, changed_at, due_at
              from policy_change where asked_again_at is null
             order by changed_at limit :limit
            """,
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(PolicyChanges::change)
        .toList();
  }

  /**
   * Returns the next classifications in the scope of a change that were answered before it and of
   * which nothing was told, in the order of their ids; none of a retirement, which asks for
   * nothing.
   */
  public List<UUID> answeredBefore(Change change, UUID after, int limit) {
    return entities
        .createNativeQuery(
            """
            select k.id from policy_change c
              join classification k on k.over_at is null and k.answered_at < c.changed_at
              left join project_copy j on j.id = k.project_id
             where c.policy_id = :policy and c.act = :act and c.act = 'PUBLISH'
               and k.id > :after and {covers}
             order by k.id limit :limit
            """
                .replace("{covers}", COVERS),
            Tuple.class)
        .setParameter("policy", change.policyId())
        .setParameter("act", change.act())
        .setParameter("after", after)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Notes that it was told of all classifications of a change. */
  public void asked(Change change, Instant at) {
    entities
        .createNativeMutationQuery(
            """
            update policy_change set asked_again_at = :at
             where policy_id = :policy and act = :act and asked_again_at is null
            """)
        .setParameter("at", at)
        .setParameter("policy", change.policyId())
        .setParameter("act", change.act())
        .executeUpdate();
  }

  /** Returns whether a change is due that was made for a project's scopes since an instant. */
  public boolean tookEffect(UUID projectId, Instant since) {
    return entities
        .createNativeQuery(
            """
            select exists (
              select 1 from policy_change c left join project_copy j on j.id = :project
               where c.changed_at >= :since and c.due_at <= clock_timestamp()
                 and {covers})
            """
                .replace("{covers}", COVERS),
            Tuple.class)
        .setParameter("project", projectId)
        .setParameter("since", since)
        .getSingleResult()
        .get(0, Boolean.class);
  }

  /** Notes how far a change got; a copy that is behind another takes nothing back. */
  public void reached(Change change, UUID last) {
    update(change, "after_id = greatest(after_id, :value)", last);
  }

  /** Notes that a change went through all rounds. */
  public void done(Change change, Instant at) {
    update(change, "done_at = :value", at);
  }

  private void update(Change change, String assignment, Object value) {
    entities
        .createNativeMutationQuery(
            "update policy_change set %s where policy_id = :policy and act = :act and done_at is null"
                .formatted(assignment))
        .setParameter("value", value)
        .setParameter("policy", change.policyId())
        .setParameter("act", change.act())
        .executeUpdate();
  }
}
