package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assay.review.person.IdentityLinks;
import org.assay.review.replica.Membership;
import org.assay.review.replica.Part;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Reads how somebody stands to reviews: one statement for a page of them. */
@ApplicationScoped
class Standings {

  /**
   * Whether a round {@code r} would have fewer different approvers than it needs, if somebody who
   * approved one of its reviews approved another.
   */
  static final String TOO_FEW_LEFT =
      """
      (select n.people_required from assessment n where n.id = r.assessment_id)
        > (select sum(w.approvals_required) from review w
            where w.assessment_id = r.assessment_id)
          - 1
          + (select count(distinct {person}) - count(*)
               from review w join review_decision g on g.review_id = w.id
              where w.assessment_id = r.assessment_id and g.decision = 'APPROVED'
                and g.evidence_digest = w.evidence_digest and g.retracted_at is null)
      """
          .replace("{person}", IdentityLinks.personOf("g.subject"));

  /** Whether a qualification {@code q} is valid now, for a project {@code p}. */
  static final String QUALIFIES =
      """
      q.withdrawn_at is null and q.valid_from <= clock_timestamp()
        and q.valid_until > clock_timestamp() and (q.unit is null or q.unit = p.unit)
      """;

  private static final String STANDINGS =
      """
      select r.id,
             (select string_agg(c.part, ',') from contributor c
               where c.version_id = r.version_id and c.subject in {same}),
             exists (select 1 from review_decision d
                      where d.review_id = r.id and d.subject = :subject
                        and d.evidence_digest = r.evidence_digest
                        and d.decision = 'APPROVED' and d.retracted_at is null),
             exists (select 1 from review o join review_decision d on d.review_id = o.id
                      where o.assessment_id = r.assessment_id and o.id <> r.id
                        and d.subject in {same} and d.decision = 'APPROVED'
                        and d.evidence_digest = o.evidence_digest
                        and d.retracted_at is null
                        and {too_few_left}),
             exists (select 1 from member_copy x
                      where x.project_id = r.project_id and x.subject in {same}),
             m.subject is not null and m.until is null,
             coalesce(m.role <> 'VIEWER', false), coalesce(m.role = 'OWNER', false),
             exists (select 1 from release_decision d
                      where d.version_id = r.version_id and d.round = r.round
                        and d.revocation_id is null),
             exists (select 1 from finding f where f.review_id = r.id and f.state = 'OPEN'),
             exists (select 1 from finding f where f.review_id = r.id
                        and f.severity in ('BLOCKER', 'MAJOR')
                        and f.state in ('OPEN', 'ANSWERED', 'FIXED')),
             exists (select 1 from revocation k
                      where k.version_id = r.version_id and k.round >= r.round),
             exists (select 1 from finding f where f.review_id = r.id
                        and (f.owner in {same} or f.answered_by in {same} or f.fixed_by in {same})),
             exists (select 1 from review_decision d
                      where d.review_id = r.id and d.subject in {same}
                        and d.evidence_digest = r.evidence_digest
                        and d.decision = 'APPROVED' and d.retracted_at is null
                        and (d.valid_until is null or d.valid_until > clock_timestamp())),
             exists (select 1 from assessment a
                      where a.version_id = r.version_id
                        and (a.round > r.round
                          or (a.round = r.round and a.state in ('FAILED', 'WITHDRAWN')))),
             (select q.id from qualification q
               where q.review_type = r.type and q.subject = :subject and {valid}
               order by q.valid_until desc, q.id limit 1)
        from review r
        left join project_copy p on p.id = r.project_id
        left join member_copy m on m.project_id = r.project_id and m.subject = :subject
       where r.id in (:ids)
      """
          .replace("{too_few_left}", TOO_FEW_LEFT)
          .replace("{same}", IdentityLinks.SAME)
          .replace("{valid}", QUALIFIES);

  private final Session entities;

  Standings(Session entities) {
    this.entities = entities;
  }

  /** Returns how somebody stands to each of the given reviews. */
  Map<UUID, Standing> of(String subject, Collection<UUID> reviewIds) {
    Map<UUID, Standing> standings = new HashMap<>();
    if (reviewIds.isEmpty()) {
      return standings;
    }
    entities
        .createNativeQuery(STANDINGS, Tuple.class)
        .setParameter("subject", subject)
        .setParameter("ids", reviewIds)
        .getResultList()
        .forEach(row -> standings.put(row.get(0, UUID.class), standing(row)));
    return standings;
  }

  /** Returns whether a release of a review's round stands in some environment. */
  boolean released(UUID reviewId) {
    return entities
        .createNativeQuery(
            """
            select exists (
              select 1 from review r
                join release_decision d on d.version_id = r.version_id and d.round = r.round
               where r.id = :id and d.revocation_id is null)
            """,
            Tuple.class)
        .setParameter("id", reviewId)
        .getSingleResult()
        .get(0, Boolean.class);
  }

  private static Standing standing(Tuple row) {
    boolean current = row.get(5, Boolean.class);
    return new Standing(
        parts(row.get(1, String.class)),
        row.get(2, Boolean.class),
        row.get(3, Boolean.class),
        new Membership(
            current,
            row.get(4, Boolean.class),
            current && row.get(6, Boolean.class),
            current && row.get(7, Boolean.class)),
        row.get(8, Boolean.class),
        row.get(9, Boolean.class),
        row.get(10, Boolean.class),
        row.get(11, Boolean.class),
        row.get(12, Boolean.class),
        row.get(13, Boolean.class),
        row.get(14, Boolean.class),
        row.get(15, UUID.class));
  }

  private static Set<Part> parts(@Nullable String joined) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    if (joined != null) {
      Arrays.stream(joined.split(",", -1)).map(Part::valueOf).forEach(parts::add);
    }
    return parts;
  }
}
