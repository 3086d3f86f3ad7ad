package org.assay.review.notice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.NoticeGiven;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.review.OwnCause;
import org.assay.review.replica.Access;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What was said of what ends, each of it one event, and what is to be said. */
@ApplicationScoped
class Notices implements PanacheRepositoryBase<Notice, UUID> {

  private static final Duration HORIZON = Duration.ofDays(30);

  /**
   * What is to be said by now and was not: of what ended later than it began by so many days. What
   * begins with fewer days left is told of from the next number on.
   */
  private static final String DUE =
      """
      select e.id, e.version_id, e.model_id, e.project_id, e.due_at, e.principal, d.days,
             m.name, v.number
        from ({ends}) e (id, version_id, model_id, project_id, due_at, since, principal)
        join (values (30), (14), (7), (1)) d (days)
          on e.due_at - make_interval(days => d.days) <= :now
         and e.since <= e.due_at - make_interval(days => d.days)
        join model_copy m on m.id = e.model_id
        left join version_copy v on v.id = e.version_id
       where (e.due_at, e.id, -d.days) > (cast(:dueAt as timestamptz), :thing, :days)
         and not exists (select 1 from notice n
                          where n.thing_id = e.id and n.what = :what
                            and n.due_at = e.due_at and n.days = d.days)
       order by e.due_at, e.id, -d.days
       limit :limit
      """;

  private static final String GIVE =
      """
      insert into notice (id, what, thing_id, version_id, model_id, project_id, due_at, days,
                          given_at)
      values (uuidv7(), :what, :thing, cast(:version as uuid), :model, :project, :dueAt, :days,
              :now)
      on conflict on constraint notice_once_uq do nothing
      returning id
      """;

  private final EventLog log;
  private final Session entities;

  Notices(EventLog log, Session entities) {
    this.log = log;
    this.entities = entities;
  }

  /**
   * What is to be said.
   *
   * @param what what ends
   * @param thingId its id
   * @param versionId the version that it is about
   * @param modelId the model that it is about
   * @param projectId the project that owns the model
   * @param dueAt when it ends
   * @param days how many days before that it is said
   * @param principal the {@code sub} of who is to act
   * @param subject how events name what it is about
   */
  record Due(
      Ending what,
      UUID thingId,
      @Nullable UUID versionId,
      UUID modelId,
      UUID projectId,
      Instant dueAt,
      int days,
      String principal,
      String subject) {}

  /** Returns up to {@code limit} of what is to be said of one kind, the soonest end first. */
  List<Due> due(Ending what, Optional<Due> after, Instant now, int limit) {
    return entities
        .createNativeQuery(DUE.replace("{ends}", what.ends()), Tuple.class)
        .setParameter("what", what.name())
        .setParameter("now", now)
        .setParameter("horizon", now.plus(HORIZON))
        .setParameter("dueAt", after.map(Due::dueAt).orElse(Instant.EPOCH))
        .setParameter("thing", after.map(Due::thingId).orElse(new UUID(0, 0)))
        .setParameter("days", after.map(last -> -last.days()).orElse(Integer.MIN_VALUE))
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> due(what, row))
        .toList();
  }

  private static Due due(Ending what, Tuple row) {
    UUID version = row.get(1, UUID.class);
    String model = "model/" + row.get(7, String.class);
    return new Due(
        what,
        row.get(0, UUID.class),
        version,
        row.get(2, UUID.class),
        row.get(3, UUID.class),
        row.get(4, Instant.class),
        row.get(6, Integer.class),
        row.get(5, String.class),
        version == null ? model : "%s/version/%d".formatted(model, row.get(8, Integer.class)));
  }

  /** Says it, unless that was done: event {@code notice.given}. */
  void give(Due due, Instant now) {
    UUID version = due.versionId();
    entities
        .createNativeQuery(GIVE, Tuple.class)
        .setParameter("what", due.what().name())
        .setParameter("thing", due.thingId())
        .setParameter("version", version == null ? null : version.toString())
        .setParameter("model", due.modelId())
        .setParameter("project", due.projectId())
        .setParameter("dueAt", due.dueAt())
        .setParameter("days", due.days())
        .setParameter("now", now)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .forEach(id -> log.append(event(id, due)));
  }

  private static NewEvent event(UUID id, Due due) {
    return new NewEvent(
        EventTypes.NOTICE_GIVEN,
        due.subject(),
        id,
        1,
        due.modelId(),
        OwnCause.of(due.principal(), null),
        new NoticeGiven(
            due.what().name(),
            due.thingId(),
            due.versionId(),
            due.modelId(),
            due.dueAt(),
            due.days()));
  }

  /** Returns up to {@code limit} notices that the caller may read before the one of an id. */
  List<Notice> newestFirst(@Nullable Ending what, Caller caller, Optional<UUID> before, int limit) {
    NativeQuery<Notice> query =
        entities.createNativeQuery(
            "select n.* from notice n where n.id < :before"
                + (what == null ? "" : " and n.what = :what")
                + (Access.seesAll(caller) ? "" : " and n.project_id in " + Access.OWN_PROJECTS)
                + " order by n.id desc limit :limit",
            Notice.class);
    query.setParameter("before", before.orElse(new UUID(-1, -1)));
    if (what != null) {
      query.setParameter("what", what.name());
    }
    if (!Access.seesAll(caller)) {
      query.setParameter("subject", caller.subject());
    }
    return query.setParameter("limit", limit).getResultList();
  }
}
