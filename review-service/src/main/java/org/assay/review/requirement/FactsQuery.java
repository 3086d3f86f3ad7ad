package org.assay.review.requirement;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.review.checklist.Checklists;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.EvidenceSet;
import org.assay.review.policy.PolicyScope;
import org.assay.review.requirement.VersionFacts.ChecklistFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of one version in one statement, each part by an index and bounded by the
 * version: its contributors, the reviews and approvals of one round, how their checklists are
 * answered, its standing releases, the counts by group among its evidence.
 */
@ApplicationScoped
public class FactsQuery {

  private static final String FACTS =
      """
      select cast(json_build_object(
        'version_id', v.id, 'model_id', v.model_id, 'project_id', v.project_id, 'model', m.name,
        'number', v.number, 'state', v.state, 'digest', v.digest, 'revision', v.revision,
        'evidence', json_build_object(
          'digest', coalesce(
            (select s.digest from evidence_set s where s.version_id = v.id), '{empty}'),
          'lapsed', (
            select count(*) from evidence e
             where e.version_id = v.id and e.valid_until <= clock_timestamp()
               and not exists (select 1 from evidence n where n.supersedes = e.id)),
          'oldest', (
            select min(coalesce(e.collected_at, e.created_at)) from evidence e
             where e.version_id = v.id
               and not exists (select 1 from evidence n where n.supersedes = e.id)),
          'counts', (
            select coalesce(json_agg(json_build_object('id', e.id, 'attribute', k.attribute,
                     'positive_favourable', k.favourable_label = k.positive_class,
                     'looks', (
                       select count(*) from evidence o
                         join evidence_group_counts l on l.evidence_id = o.id
                        where o.version_id = v.id and l.attribute = k.attribute),
                     'lapsed', coalesce(e.valid_until <= clock_timestamp(), false),
                     'groups', (
                       select json_agg(json_build_object('name', g.name,
                                'counts', json_build_object(
                                  'tp', g.tp, 'fp', g.fp, 'tn', g.tn, 'fn', g.fn))
                                order by g.position)
                         from evidence_group g where g.evidence_id = e.id))
                     order by k.attribute, e.id), '[]')
              from evidence e join evidence_group_counts k on k.evidence_id = e.id
             where e.version_id = v.id and e.origin = 'COMPUTED'
               and not exists (select 1 from evidence n where n.supersedes = e.id))),
        'contributors', (
          select coalesce(json_agg(json_build_object('subject', c.subject, 'part', c.part)), '[]')
            from contributor c where c.version_id = v.id and c.round <= r.round),
        'assessment', (
          select json_build_object('id', a.id, 'round', a.round, 'state', a.state,
                   'digest', a.digest, 'policy_version_id', a.policy_version_id,
                   'opened_at', a.opened_at, 'decided_at', a.decided_at,
                   'rebinding', exists (
                     select 1 from policy_change c
                      where c.done_at is null and c.due_at <= clock_timestamp()
                        and c.changed_at >= a.opened_at
                        and {covers}
                        and not exists (
                          select 1 from release_decision d
                           where d.version_id = a.version_id and d.round = a.round
                             and d.revocation_id is null)))
            from assessment a where a.version_id = v.id and a.round = r.round),
        'reviews', (
          select coalesce(json_agg(json_build_object('id', w.id, 'type', w.type, 'state', w.state,
                   'progress', case
                      when w.state in ('APPROVED', 'APPROVED_WITH_CONDITIONS') then 'APPROVED'
                      when w.state in ('REQUESTED', 'ASSIGNED', 'IN_PROGRESS', 'CHANGES_REQUESTED')
                        then 'OPEN'
                      else 'CLOSED' end,
                   'approvals_required', w.approvals_required, 'changed_at', w.changed_at,
                   'open_findings', (
                     select count(*) from finding f
                      where f.review_id = w.id and f.severity in ('BLOCKER', 'MAJOR')
                        and f.state in ('OPEN', 'ANSWERED', 'FIXED')),
                   'unanswered_findings', (
                     select count(*) from finding f
                      where f.review_id = w.id and f.severity in ('BLOCKER', 'MAJOR')
                        and f.state = 'OPEN'),
                   'missed_conditions', (
                     select count(*) from review_condition c
                       join review_decision q on q.id = c.decision_id
                      where c.review_id = w.id and c.state <> 'MET'
                        and c.due_at <= clock_timestamp()
                        and q.retracted_at is null and q.evidence_digest = w.evidence_digest),
                   'assignees', (
                     select coalesce(json_agg(s.subject), '[]')
                       from review_assignee s where s.review_id = w.id),
                   'approvals', (
                     select coalesce(json_agg(json_build_object('id', p.id, 'subject', p.subject,
                              'unit', p.unit, 'digest', p.digest,
                              'policy_version_id', p.policy_version_id,
                              'evidence_digest', p.evidence_digest, 'at', p.at,
                              'valid_until', p.valid_until,
                              'qualification', (
                                select {qualification} from qualification q
                                 where q.id = p.qualification_id))), '[]')
                       from review_decision p
                      where p.review_id = w.id and p.decision = 'APPROVED'
                        and p.evidence_digest = w.evidence_digest
                        and p.retracted_at is null),
                   'checklist', case when w.checklist is not null
                       and w.state not in ('REJECTED', 'VOIDED', 'EXPIRED') then (
                     select json_build_object('reference', w.checklist,
                       'answers', (
                         select coalesce(json_object_agg(a.question_id, case
                                  when exists (
                                    select 1 from evidence s where s.supersedes = any(a.evidence))
                                    then 'DROPPED'
                                  when a.answer = 'YES' and cardinality(a.evidence) = 0
                                    then 'WITHOUT_EVIDENCE'
                                  else a.answer end), '{}')
                           from (select distinct on (question_id) question_id, answer, evidence
                                   from checklist_answer where review_id = w.id
                                  order by question_id, number desc) a),
                       'covered', (
                         select coalesce(json_agg(distinct c.question_id), '[]')
                           from review_condition c join review_decision q on q.id = c.decision_id
                          where c.review_id = w.id and c.question_id is not null
                            and q.retracted_at is null
                            and q.evidence_digest = w.evidence_digest))) end)), '[]')
            from review w where w.version_id = v.id and w.round = r.round),
        'releases', (
          select coalesce(json_agg(json_build_object('id', d.id, 'environment', d.environment,
                   'digest', d.digest, 'decided_by', d.decided_by, 'decided_at', d.decided_at,
                   'valid_until', d.valid_until)), '[]')
            from release_decision d
           where d.version_id = v.id and d.round = r.round and d.revocation_id is null),
        'revocation', (
          select json_build_object('id', k.id, 'cause', k.cause, 'decided_at', k.decided_at)
            from revocation k
           where k.model_id = v.model_id and k.digest = v.digest
             and not exists (
               select 1 from assessment e
                where e.model_id = k.model_id and e.digest = k.digest and e.state = 'PASSED'
                  and e.opened_at > k.decided_at)
           order by k.decided_at desc limit 1),
        'hold', (
          select json_build_object('id', h.id, 'placed_at', h.placed_at, 'until', h.until)
            from hold h
           where h.model_id = v.model_id and h.digest = v.digest and h.lifted_at is null
             and (h.until is null or h.until > clock_timestamp())
           order by h.until desc nulls first, h.id limit 1),
        'overrides', (
          select coalesce(json_agg(json_build_object('id', o.id, 'requirement', o.requirement,
                   'digest', o.digest, 'policy_version_id', o.policy_version_id,
                   'approvers', to_json(o.approvers), 'granted_at', o.granted_at,
                   'expires_at', o.expires_at)), '[]')
            from requirement_override o
           where o.version_id = v.id and o.state = 'GRANTED'
             and o.expires_at > clock_timestamp()),
        'classification', (
          with last as (
            select c.id, c.tier, c.valid_until, c.answers,
                   coalesce(c.use_case_revision = u.revision, false) as current,
                   coalesce(cardinality(m.use_case_ids), 0) = 0
                     or c.use_case_id = any(m.use_case_ids) as named
              from classification c left join use_case_copy u on u.id = c.use_case_id
             where c.model_id = v.model_id
               and not exists (select 1 from classification n where n.supersedes = c.id))
          select json_build_object('id', c.id, 'tier', c.tier,
                   'newest', (select l.id from last l order by l.id desc limit 1),
                   'valid_until', (
                     select coalesce(min(l.valid_until) filter (where l.named), min(l.valid_until))
                       from last l),
                   'current', (
                     select coalesce(bool_and(l.current) filter (where l.named), false)
                       from last l),
                   'answers', (
                     select coalesce(json_object_agg(a.key, a.answer), '{}')
                       from (select e.key, max(e.value collate "C") as answer
                               from last l, json_each_text(cast(l.answers as json)) e
                              group by e.key) a))
            from last c
           order by array_position(
             array['PROHIBITED', 'HIGH', 'LIMITED', 'MINIMAL'], c.tier), c.valid_until limit 1),
        'unclassified', (
          select coalesce(json_agg(n.id order by n.id), '[]')
            from unnest(m.use_case_ids) n (id)
           where not exists (
             select 1 from classification c
              where c.model_id = v.model_id and c.use_case_id = n.id)),
        'conditions', (
          select json_build_object('open', count(*), 'last_due_at', max(k.due_at))
            from review w join review_condition k on k.review_id = w.id
            join review_decision q on q.id = k.decision_id
           where w.version_id = v.id and w.round = r.round and k.state = 'OPEN'
             and q.retracted_at is null and q.evidence_digest = w.evidence_digest),
        'setting', json_build_object('kind', m.kind, 'federated', m.federated,
          'project_key', j.key, 'unit', j.unit, 'project_state', j.state,
          'findings', (
            select coalesce(json_agg(json_build_object('type', g.type, 'severity', g.severity,
                     'open', g.open)), '[]')
              from (select w.type, f.severity, count(*) as open
                      from review w join finding f on f.review_id = w.id
                     where w.version_id = v.id and w.round = r.round
                       and (f.state = 'OPEN' or (f.severity in ('BLOCKER', 'MAJOR')
                              and f.state in ('ANSWERED', 'FIXED')))
                     group by w.type, f.severity) g),
          'qualifications', (
            select coalesce(json_agg({qualification}), '[]')
              from (select s.*, exists (
                             select 1 from review w join review_decision p on p.review_id = w.id
                              where w.version_id = v.id and w.round = r.round
                                and w.type = 'PERFORMANCE' and p.decision = 'APPROVED'
                                and p.subject = s.subject and p.retracted_at is null) as approved
                      from qualification s
                     where s.review_type = any (array_remove(array[
                             case when m.federated then 'FL' end,
                             case m.kind when 'RL_POLICY' then 'RL' when 'GENERATIVE' then 'GEN' end
                           ], null))
                       and (s.unit is null or s.unit = j.unit)) q
             where q.approved or (q.withdrawn_at is null and q.valid_from <= clock_timestamp()
               and q.valid_until > clock_timestamp()))),
        'at', clock_timestamp()
        ) as text)
        from version_copy v
        join model_copy m on m.id = v.model_id
        left join project_copy j on j.id = v.project_id
        cross join lateral ({round}) r (round)
       where {versions}
      """;

  private static final String QUALIFICATION =
      """
      json_build_object('id', q.id, 'subject', q.subject, 'review_type', q.review_type,
        'from', q.valid_from, 'until', q.valid_until, 'withdrawn_at', q.withdrawn_at)
      """;

  private static final String ONE = "v.id = :version";

  /** The last round, which may have been opened before the registry told of it. */
  private static final String LAST =
      """
      select greatest(v.round, (
        select max(a.round) from assessment a where a.version_id = v.id))
      """;

  private static final String CURRENT = facts(LAST, ONE);

  private static final String MANY =
      facts(
          """
          select q.round
            from unnest(cast(:versions as uuid[]), :rounds) q (version, round)
           where q.version = v.id
          """,
          "v.id = any(cast(:versions as uuid[]))");

  /** The round whose release stands in the environment, else the current one. */
  private static final String RELEASED =
      facts(
          """
          select coalesce((
            select max(d.round) from release_decision d
             where d.version_id = v.id and d.environment = :environment
               and d.revocation_id is null), (%s))
          """
              .formatted(LAST),
          ONE);

  private final Session entities;
  private final Checklists checklists;

  FactsQuery(Session entities, Checklists checklists) {
    this.entities = entities;
    this.checklists = checklists;
  }

  /**
   * Returns the facts of a version that there is a copy of, in its current round.
   *
   * @throws IllegalStateException if there is none
   */
  public VersionFacts known(UUID versionId) {
    return current(versionId)
        .orElseThrow(() -> new IllegalStateException("No facts of version " + versionId));
  }

  /** Returns the facts of a version in its current round. */
  public Optional<VersionFacts> current(UUID versionId) {
    return entities
        .createNativeQuery(CURRENT, Tuple.class)
        .setParameter("version", versionId)
        .uniqueResultOptional()
        .map(row -> read(row.get(0, String.class)));
  }

  /**
   * Returns the facts of a version in the round whose release stands in an environment, else in its
   * current round: a round of renewal changes nothing for what is released until it passes.
   */
  public Optional<VersionFacts> released(UUID versionId, String environment) {
    return entities
        .createNativeQuery(RELEASED, Tuple.class)
        .setParameter("version", versionId)
        .setParameter("environment", environment)
        .uniqueResultOptional()
        .map(row -> read(row.get(0, String.class)));
  }

  /** A round of a version. */
  public record Round(UUID versionId, int round) {}

  /** Returns the facts of versions in the given rounds, in one statement and no certain order. */
  public List<VersionFacts> of(Collection<Round> rounds) {
    return entities
        .createNativeQuery(MANY, Tuple.class)
        .setParameter(
            "versions",
            rounds.stream().map(round -> round.versionId().toString()).toArray(String[]::new))
        .setParameter("rounds", rounds.stream().map(Round::round).toArray(Integer[]::new))
        .getResultList()
        .stream()
        .map(row -> read(row.get(0, String.class)))
        .toList();
  }

  private static String facts(String round, String versions) {
    return FACTS
        .replace("{round}", round)
        .replace("{versions}", versions)
        .replace("{covers}", PolicyScope.covers("c", "j"))
        .replace("{qualification}", QUALIFICATION)
        .replace("{empty}", EvidenceSet.EMPTY);
  }

  private VersionFacts read(String json) {
    try {
      return held(EventJson.mapper().readValue(json, VersionFacts.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The facts of a version cannot be read", e);
    }
  }

  /** Holds the answers of each review against what its checklist asks of the version now. */
  private VersionFacts held(VersionFacts facts) {
    if (facts.reviews().stream().allMatch(review -> review.checklist() == null)) {
      return facts;
    }
    Map<String, Object> known = RequiredReviews.known(facts);
    return facts.with(
        facts.reviews().stream().map(review -> held(review, facts.tier(), known)).toList());
  }

  private ReviewFacts held(ReviewFacts review, @Nullable Tier tier, Map<String, Object> known) {
    ChecklistFacts checklist = review.checklist();
    return checklist == null
        ? review
        : review.lacking(
            checklist.lacking(
                checklists
                    .bound(checklist.reference(), review.type())
                    .open(known, tier, checklist.answers())));
  }
}
