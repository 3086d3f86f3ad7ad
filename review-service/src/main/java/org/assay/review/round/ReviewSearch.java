package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.person.IdentityLinks;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.Access;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Lists reviews, newest first, only those the caller may read. */
@ApplicationScoped
class ReviewSearch {

  private static final String OPEN =
      "r.state in ('REQUESTED', 'ASSIGNED', 'IN_PROGRESS', 'CHANGES_REQUESTED')";

  /** By index review_due_ix. */
  private static final String OVERDUE = "r.clock_since is not null and r.due_at <= now()";

  private static final String MINE =
      "exists (select 1 from review_assignee a where a.review_id = r.id and a.subject = :subject)";

  /**
   * Whom the guard would let claim: room left, no part in the version, and people enough for the
   * round even if the caller approves one more.
   */
  private static final String CLAIMABLE =
      """
      (select count(*) from review_assignee a where a.review_id = r.id) < r.approvals_required
      and not exists (select 1 from contributor c
                       where c.version_id = r.version_id and c.subject in {same})
      and not exists (select 1 from review o join review_decision d on d.review_id = o.id
                       where o.assessment_id = r.assessment_id and o.id <> r.id
                         and d.subject in {same} and d.decision = 'APPROVED'
                         and d.evidence_digest = o.evidence_digest
                         and d.retracted_at is null
                         and {too_few_left})
      """
          .replace("{too_few_left}", Standings.TOO_FEW_LEFT)
          .replace("{same}", IdentityLinks.SAME);

  private final Session entities;
  private final Reviews reviews;

  ReviewSearch(Session entities, Reviews reviews) {
    this.entities = entities;
    this.reviews = reviews;
  }

  /**
   * What is looked for.
   *
   * @param model the model's full name
   * @param version the version's number
   * @param state where it stands
   * @param type its kind
   * @param assignee the {@code sub} of who reviews
   * @param inbox whether only open ones that the caller has or may claim
   * @param overdue whether only those whose time is over while it passes
   */
  record Filter(
      @Nullable String model,
      @Nullable Integer version,
      @Nullable ReviewState state,
      @Nullable ReviewType type,
      @Nullable String assignee,
      boolean inbox,
      boolean overdue) {}

  /** Returns up to {@code limit} reviews before the one of the given id. */
  List<Review> newestFirst(Filter filter, Caller caller, Optional<UUID> before, int limit) {
    Conditions where = new Conditions();
    matching(where, filter);
    if (filter.inbox()) {
      inbox(where, caller);
    }
    if (filter.overdue()) {
      where.and(OVERDUE);
    }
    if (!Access.seesAll(caller)) {
      where.and("r.project_id in " + Access.OWN_PROJECTS, "subject", caller.subject());
    }
    before.ifPresent(id -> where.and("r.id < :before", "before", id));
    NativeQuery<Tuple> query =
        entities.createNativeQuery(
            "select r.id from review r"
                + " join version_copy v on v.id = r.version_id"
                + " join model_copy m on m.id = r.model_id"
                + where.text()
                + " order by r.id desc limit :limit",
            Tuple.class);
    where.parameters().forEach(query::setParameter);
    List<UUID> ids =
        query.setParameter("limit", limit).getResultList().stream()
            .map(row -> row.get(0, UUID.class))
            .toList();
    return ids.isEmpty() ? List.of() : reviews.list("id in ?1 order by id desc", ids);
  }

  private static void matching(Conditions where, Filter filter) {
    if (filter.model() != null) {
      where.and("m.name = :model", "model", filter.model());
    }
    if (filter.version() != null) {
      where.and("v.number = :number", "number", filter.version());
    }
    if (filter.state() != null) {
      where.and("r.state = :state", "state", filter.state().name());
    }
    if (filter.type() != null) {
      where.and("r.type = :type", "type", filter.type().name());
    }
    if (filter.assignee() != null) {
      where.and(
          "exists (select 1 from review_assignee b where b.review_id = r.id"
              + " and b.subject = :assignee)",
          "assignee",
          filter.assignee());
    }
  }

  private static void inbox(Conditions where, Caller caller) {
    List<ReviewType> types = caller.machine() ? List.of() : ReviewType.reviewedBy(caller);
    // A lead stands in for any reviewer, but not in a project that is or was the lead's own.
    String outside =
        caller.has(Role.LEAD) && !caller.machine()
            ? " or not exists (select 1 from member_copy o"
                + " where o.project_id = r.project_id and o.subject = :subject)"
            : "";
    boolean reviewer = caller.has(Role.ETHICS_REVIEWER) || caller.has(Role.PERFORMANCE_REVIEWER);
    String qualified =
        reviewer && !caller.machine()
            ? " or exists (select 1 from qualification q"
                + " left join project_copy p on p.id = r.project_id"
                + " where q.review_type = r.type and q.subject = :subject and "
                + Standings.QUALIFIES
                + ")"
            : "";
    where.and(
        OPEN
            + " and ("
            + MINE
            + " or ((r.type = any (cast(string_to_array(:types, ',') as text[]))"
            + outside
            + qualified
            + ") and "
            + CLAIMABLE
            + "))",
        "types",
        types.stream().map(ReviewType::name).collect(Collectors.joining(",")));
    where.set("subject", caller.subject());
  }

  /** The conditions of a query and their parameters; values never become text of the query. */
  private static final class Conditions {

    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    void and(String condition) {
      all.add(condition);
    }

    void and(String condition, String name, Object value) {
      and(condition);
      parameters.put(name, value);
    }

    void set(String name, Object value) {
      parameters.put(name, value);
    }

    String text() {
      return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }

    Map<String, Object> parameters() {
      return parameters;
    }
  }
}
