package org.assay.review.trigger;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.TriggerFired;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The triggers that fired, each of them one event. */
@ApplicationScoped
public class FiredTriggers implements PanacheRepositoryBase<FiredTrigger, UUID> {

  private final TriggerRules rules;
  private final EventLog log;
  private final DatabaseClock clock;
  private final Session entities;

  FiredTriggers(TriggerRules rules, EventLog log, DatabaseClock clock, Session entities) {
    this.rules = rules;
    this.log = log;
    this.clock = clock;
    this.entities = entities;
  }

  /**
   * A trigger that fired just now.
   *
   * @param trigger it
   * @param eventId its event, which causes what follows
   */
  public record Fired(FiredTrigger trigger, UUID eventId) {}

  /**
   * Fires a trigger for a version whose row the caller has locked: event {@code trigger.fired}.
   *
   * @param asked the reviews that are asked for by it
   * @return empty where it fired for the same cause before
   */
  public Optional<Fired> fire(
      TriggerKind kind,
      VersionCopy version,
      Happened happened,
      Collection<ReviewType> asked,
      Cause cause) {
    if (count("versionId = ?1 and kind = ?2 and causeId = ?3", version.id(), kind, happened.id())
        > 0) {
      return Optional.empty();
    }
    FiredTrigger trigger =
        FiredTrigger.fired(kind, version, happened, rules.reference(), clock.now());
    trigger.asksFor(asked);
    persist(trigger);
    flush();
    return Optional.of(new Fired(trigger, log.append(event(trigger, version, cause))));
  }

  private static NewEvent event(FiredTrigger trigger, VersionCopy version, Cause cause) {
    return new NewEvent(
        EventTypes.TRIGGER_FIRED,
        version.subject(),
        trigger.id(),
        1,
        trigger.modelId(),
        cause,
        new TriggerFired(
            trigger.id(),
            trigger.kind().name(),
            trigger.versionId(),
            trigger.modelId(),
            trigger.digest(),
            trigger.causeId(),
            trigger.measure(),
            trigger.reviews().stream().map(ReviewType::name).toList(),
            trigger.rules()));
  }

  /**
   * Returns the triggers of a kind that fired for versions of a model and of which nothing followed
   * yet, the first ones first; index (model, kind).
   */
  public List<FiredTrigger> unanswered(UUID modelId, TriggerKind kind, int limit) {
    return entities
        .createNativeQuery(
            """
            select t.* from fired_trigger t
             where t.model_id = :model and t.kind = :kind and t.hold_id is null
               and t.incident_id is null and t.reviews = '{}'
             order by t.id limit :limit
            """,
            FiredTrigger.class)
        .setParameter("model", modelId)
        .setParameter("kind", kind.name())
        .setParameter("limit", limit)
        .getResultList();
  }

  /** Returns the newest triggers of a version; index (version, id). */
  public List<FiredTrigger> ofVersion(UUID versionId, int limit) {
    return find("versionId = ?1 order by id desc", versionId).page(0, limit).list();
  }

  /**
   * Which triggers are asked for.
   *
   * @param kind of this kind
   * @param model of this model, by its full name
   * @param version of the version of this number
   * @param from that fired at this instant or later
   * @param until that fired before this one
   */
  record Filter(
      @Nullable TriggerKind kind,
      @Nullable String model,
      @Nullable Integer version,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /** Returns up to {@code limit} triggers that the caller may read before the one of an id. */
  List<FiredTrigger> newestFirst(Filter asked, Caller caller, Optional<UUID> before, int limit) {
    TriggerKind kind = asked.kind();
    NativeQuery<FiredTrigger> query =
        entities
            .createNativeQuery(
                """
                select t.* from fired_trigger t
                 where t.id < :before
                   and (cast(:kind as text) is null or t.kind = cast(:kind as text))
                   and ((cast(:model as text) is null and cast(:number as integer) is null)
                     or t.version_id in {named})
                   and (cast(:from as timestamptz) is null
                     or t.fired_at >= cast(:from as timestamptz))
                   and (cast(:until as timestamptz) is null
                     or t.fired_at < cast(:until as timestamptz))
                   and (:all or t.project_id in {own})
                 order by t.id desc limit :limit
                """
                    .replace("{named}", VersionCopies.NAMED)
                    .replace("{own}", Access.OWN_PROJECTS),
                FiredTrigger.class)
            .setParameter("before", before.orElse(new UUID(-1, -1)))
            .setParameter("kind", kind == null ? null : kind.name(), String.class)
            .setParameter("model", asked.model(), String.class)
            .setParameter("number", asked.version(), Integer.class)
            .setParameter("from", text(asked.from()), String.class)
            .setParameter("until", text(asked.until()), String.class)
            .setParameter("all", Access.seesAll(caller))
            .setParameter("subject", caller.subject());
    return query.setParameter("limit", limit).getResultList();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
