package org.assay.review.requirement;

import java.util.Map;
import org.assay.review.evidence.EvidenceSet;
import org.assay.review.evidence.comparison.ReleasedChampion;
import org.assay.review.person.IdentityLinks;
import org.assay.review.policy.PolicyScope;

/**
 * The statement that reads the facts of versions, as they are now or as they were known at an
 * instant: of what is never deleted, whatever was there by then and not yet taken back.
 */
final class FactsText {

  private static final String TEXT =
      """
      select cast(json_build_object(
        'version_id', v.id, 'model_id', v.model_id, 'project_id', v.project_id, 'model', m.name,
        'number', v.number, 'state', {state}, 'digest', v.digest, 'revision', v.revision,
        'evidence', json_build_object(
          'digest', coalesce({evidence_digest}, '{empty}'),
          'span', (
            select json_build_object(
                     'lapsed', count(*) filter (where e.valid_until <= {clock}),
                     'oldest', min(coalesce(e.collected_at, e.created_at)),
                     'ends_at', min(e.valid_until))
              from evidence e
             where e.version_id = v.id and e.kind <> 'MONITORING_WINDOW' and {current_evidence}),
          'counts', (
            select coalesce(json_agg(json_build_object('id', k.id, 'attribute', k.attribute,
                     'positive_favourable', k.positive_favourable,
                     'looks', (
                       select count(*) from evidence o
                         join evidence_group_counts l on l.evidence_id = o.id
                        where o.version_id = v.id and l.attribute = k.attribute
                          and {then(o.created_at)}) + (
                       select count(*) from evidence o
                         join evaluation_attribute l on l.evidence_id = o.id
                        where o.version_id = v.id and l.attribute = k.attribute
                          and {then(o.created_at)}),
                     'lapsed', coalesce(k.valid_until <= {clock}, false),
                     'groups', coalesce(k.groups, (
                       select json_agg(json_build_object('name', g.name,
                                'counts', json_build_object(
                                  'tp', g.tp, 'fp', g.fp, 'tn', g.tn, 'fn', g.fn))
                                order by g.position)
                         from evidence_group g where g.evidence_id = k.id)))
                     order by k.attribute, k.id), '[]')
              from (
                select e.id, e.valid_until, c.attribute, cast(null as json) as groups,
                       c.favourable_label = c.positive_class as positive_favourable
                  from evidence e join evidence_group_counts c on c.evidence_id = e.id
                 where e.version_id = v.id and e.origin = 'COMPUTED' and {current_evidence}
                union all
                select e.id, e.valid_until, c.attribute, c.groups, c.positive_favourable
                  from evidence e join evaluation_attribute c on c.evidence_id = e.id
                 where e.version_id = v.id and e.origin = 'COMPUTED' and {current_evidence}) k),
          'evaluations', (
            select coalesce(json_agg(json_build_object('id', e.id, 'look', x.look,
                     'confidence', x.confidence, 'small_counts', x.small_counts,
                     'lapsed', coalesce(e.valid_until <= {clock}, false),
                     'plan', json_build_object('number', p.number,
                       'task', coalesce(cast(p.content as json) ->> 'task', 'BINARY'),
                       'grouped', coalesce(
                         json_array_length(cast(p.content as json) -> 'attributes') > 0, false)),
                     'claims', cast(x.claims as json),
                     'comparison', cast(x.comparison as json),
                     'champion', (
                       select json_build_object('ends_at', h.valid_until,
                                'superseded', exists (
                                  select 1 from evidence n
                                   where n.supersedes = h.id and {then(n.created_at)}))
                         from evidence h where h.id = x.champion),
                     'fewest', case when x.comparison is null then null
                       when cast(p.content as json) ->> 'task' = 'MULTICLASS' then (
                         select min(cast(l ->> 'n' as bigint))
                           from json_array_elements(cast(x.report as json)) l
                          where l ->> 'statistic' = 'recall' and l ->> 'class_name' is not null)
                       else least(cast(cast(x.profile as json) ->> 'positives' as bigint),
                         cast(cast(x.profile as json) ->> 'rows' as bigint)
                           - cast(cast(x.profile as json) ->> 'positives' as bigint)) end)
                     order by x.look), '[]')
              from evidence e join evaluation x on x.evidence_id = e.id
              join evaluation_plan p on p.id = x.plan_id
             where e.version_id = v.id and e.kind = 'PREDICTIONS' and {current_evidence}),
          'explanations', (
            select coalesce(json_agg(json_build_object('id', e.id,
                     'method', x.subject, 'look', x.look,
                     'lapsed', coalesce(e.valid_until <= {clock}, false),
                     'checks', cast(x.report as json)) order by e.id), '[]')
              from evidence e join evidence_report x on x.evidence_id = e.id
             where e.version_id = v.id and e.kind = 'EXPLAINABILITY' and {current_evidence}),
          'attacks', (
            select coalesce(json_agg(json_build_object('id', e.id, 'look', x.look,
                     'lapsed', coalesce(e.valid_until <= {clock}, false),
                     'attack', cast(x.content as json)) order by e.id), '[]')
              from evidence e join evidence_report x on x.evidence_id = e.id
             where e.version_id = v.id and e.kind = 'PRIVACY_ATTACK' and {current_evidence}),
          'windows', json_build_object('performance', {live_performance},
            'fairness', {live_fairness}, 'drift', {drift})),
        'contributors', (
          select coalesce(json_agg(json_build_object('subject', c.subject, 'part', c.part)), '[]')
            from contributor c where c.version_id = v.id and c.round <= r.round),
        'assessment', (
          select json_build_object('id', a.id, 'round', a.round, 'state', {round_state},
                   'digest', a.digest, 'policy_version_id', a.policy_version_id,
                   'opened_at', a.opened_at, 'decided_at', a.decided_at,
                   'rebinding', {rebinding}, 'after_incident', a.after_incident,
                   'triggered', to_json(a.triggered))
            from assessment a where a.version_id = v.id and a.round = r.round),
        'reviews', (
          select coalesce(json_agg(json_build_object('id', w.id, 'type', w.type, 'state', t.state,
                   'progress', case
                      when t.state in ('APPROVED', 'APPROVED_WITH_CONDITIONS') then 'APPROVED'
                      when t.state in ('REQUESTED', 'ASSIGNED', 'IN_PROGRESS', 'CHANGES_REQUESTED')
                        then 'OPEN'
                      else 'CLOSED' end,
                   'approvals_required', w.approvals_required, 'changed_at', w.changed_at,
                   'open_findings', (
                     select count(*) from finding f
                      where f.review_id = w.id and f.severity in ('BLOCKER', 'MAJOR')
                        and f.state in ('OPEN', 'ANSWERED', 'FIXED')
                        and {then(f.opened_at)}),
                   'unanswered_findings', (
                     select count(*) from finding f
                      where f.review_id = w.id and f.severity in ('BLOCKER', 'MAJOR')
                        and f.state = 'OPEN' and {then(f.opened_at)}),
                   'missed_conditions', (
                     select count(*) from review_condition c
                       join review_decision q on q.id = c.decision_id
                      where c.review_id = w.id and c.state <> 'MET'
                        and c.due_at <= {clock}
                        and {stands(q)} and q.evidence_digest = w.evidence_digest),
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
                        and p.evidence_digest = w.evidence_digest and {stands(p)}),
                   'checklist', case when w.checklist is not null
                       and t.state not in ('REJECTED', 'VOIDED', 'EXPIRED') then (
                     select json_build_object('reference', w.checklist,
                       'answers', (
                         select coalesce(json_object_agg(a.question_id, case
                                  when exists (
                                    select 1 from evidence s
                                     where s.supersedes = any(a.evidence)
                                       and {then(s.created_at)})
                                    then 'DROPPED'
                                  else a.answer end), '{}')
                           from (select distinct on (question_id) question_id, answer, evidence
                                   from checklist_answer
                                  where review_id = w.id and {then(at)}
                                  order by question_id, number desc) a),
                       'explained', (
                         select coalesce(json_object_agg(a.question_id, a.features), '{}')
                           from (
                             select l.question_id, coalesce(
                                      json_agg(distinct d.name) filter (where d.name is not null),
                                      '[]') as features
                               from (select distinct on (question_id) question_id, answer, evidence,
                                            note_id
                                       from checklist_answer
                                      where review_id = w.id and {then(at)}
                                      order by question_id, number desc) l
                               join monitoring_window o on o.evidence_id = any(l.evidence)
                               left join lateral unnest(o.drifted) d (name) on true
                              where l.answer = 'YES' and l.note_id is not null
                              group by l.question_id) a),
                       'covered', (
                         select coalesce(json_agg(distinct c.question_id), '[]')
                           from review_condition c join review_decision q on q.id = c.decision_id
                          where c.review_id = w.id and c.question_id is not null
                            and {stands(q)}
                            and q.evidence_digest = w.evidence_digest))) end)), '[]')
            from review w cross join lateral (select {review_state} as state) t where w.version_id = v.id and w.round = r.round),
        'releases', (
          select coalesce(json_agg(json_build_object('id', d.id, 'environment', d.environment,
                   'digest', d.digest, 'decided_by', d.decided_by, 'decided_at', d.decided_at,
                   'valid_until', d.valid_until)), '[]')
            from release_decision d
           where d.version_id = v.id and d.round = r.round and {released}),
        'revocation', (
          select json_build_object('id', k.id, 'cause', k.cause, 'decided_at', k.decided_at,
                   'severe', k.severe)
            from (select x.*, exists (select 1 from incident i
                           where i.severity = 'SEV1' and (i.revocation_id = x.id
                             or i.model_id = x.model_id and i.digest = x.digest
                               and i.opened_at >= x.decided_at)) as severe
                    from revocation x
                   where x.model_id = v.model_id and x.digest = v.digest) k
           where not exists (
               select 1 from assessment e
                where e.model_id = k.model_id and e.digest = k.digest and e.state = 'PASSED'
                  and e.opened_at > k.decided_at)
           order by k.severe desc, k.decided_at desc limit 1),
        'hold', (
          select json_build_object('id', h.id, 'placed_at', h.placed_at, 'until', h.until)
            from hold h
           where h.model_id = v.model_id and h.digest = v.digest and h.lifted_at is null
             and (h.until is null or h.until > clock_timestamp())
           order by h.until desc nulls first, h.id limit 1),
        'incidents', (
          select coalesce(json_agg(json_build_object('id', i.id, 'severity', i.severity,
                   'contained', {incident_contained},
                   'confirmed', i.contained_by is not null, 'owner', i.owner)
                   order by i.id), '[]')
            from incident i
           where i.model_id = v.model_id and i.digest = v.digest and {incident_open}),
        'overrides', (
          select coalesce(json_agg(json_build_object('id', o.id, 'requirement', o.requirement,
                   'digest', o.digest, 'policy_version_id', o.policy_version_id,
                   'approvers', to_json(o.approvers), 'granted_at', o.granted_at,
                   'expires_at', o.expires_at)), '[]')
            from requirement_override o
           where o.version_id = v.id and {granted} and o.expires_at > {clock}),
        'marks', (
          select coalesce(json_agg(json_build_object('id', o.id, 'requirement', o.requirement,
                   'state', case when o.state = 'GRANTED' and o.expires_at <= {clock}
                     then 'EXPIRED' else o.state end,
                   'expires_at', o.expires_at) order by o.id desc), '[]')
            from (select * from requirement_override
                   where version_id = v.id order by id desc limit {most_marks}) o),
        'classification', (
          with lines as (
            select c.id, c.valid_until, c.tier as stands, coalesce((
                     select b.tier from classification k join classification b on b.id = k.supersedes
                      where k.model_id = c.model_id and k.use_case_id = c.use_case_id
                        and k.answered_at = c.answered_at and {lowered}
                        and (exists (
                            select 1 from contributor y cross join unnest(k.lowered_by) z (subject)
                             where y.version_id = v.id and y.round <= r.round
                               and {contributor} = {lowerer})
                          or (select count(distinct {lowerer})
                                from unnest(k.lowered_by) z (subject)) < cardinality(k.lowered_by))
                      order by array_position({tiers}, b.tier) limit 1), c.tier) as undone, c.answers, c.questionnaire, c.answered_at,
                   {same_use_case} as current,
                   coalesce(cardinality(m.use_case_ids), 0) = 0
                     or c.use_case_id = any(m.use_case_ids) as named
              from classification c left join use_case_copy u on u.id = c.use_case_id
             where c.model_id = v.model_id and {last_classification}),
          last as (
            select l.*, case when array_position({tiers}, l.undone) < array_position({tiers}, l.stands)
                     then l.undone else l.stands end as tier
              from lines l)
          select json_build_object('id', c.id, 'tier', c.tier,
                   'undone', (select bool_or(l.tier <> l.stands) from last l),
                   'newest', (select l.id from last l order by l.id desc limit 1),
                   'valid_until', (
                     select coalesce(min(l.valid_until) filter (where l.named), min(l.valid_until))
                       from last l),
                   'current', (
                     select coalesce(bool_and(l.current) filter (where l.named), false)
                       from last l),
                   'answered', {answered},
                   'given', (
                     select json_agg(json_build_object('questionnaire', l.questionnaire,
                              'answers', cast(l.answers as json)))
                       from last l))
            from last c
           order by array_position({tiers}, c.tier), c.valid_until limit 1),
        'unclassified', (
          select coalesce(json_agg(n.id order by n.id), '[]')
            from unnest({use_cases}) n (id)
           where not exists (
             select 1 from classification c
              where c.model_id = v.model_id and c.use_case_id = n.id)),
        'conditions', (
          select json_build_object('open', count(*), 'last_due_at', max(k.due_at))
            from review w join review_condition k on k.review_id = w.id
            join review_decision q on q.id = k.decision_id
           where w.version_id = v.id and w.round = r.round and {condition_open}
             and {stands(q)} and q.evidence_digest = w.evidence_digest),
        'setting', json_build_object('kind', m.kind, 'federated', m.federated,
          'project_key', j.key, 'unit', j.unit, 'project_state', j.state,
          'findings', (
            select coalesce(json_agg(json_build_object('type', g.type, 'severity', g.severity,
                     'open', g.open)), '[]')
              from (select w.type, f.severity, count(*) as open
                      from review w join finding f on f.review_id = w.id
                     where w.version_id = v.id and w.round = r.round and {then(f.opened_at)}
                       and (f.state = 'OPEN' or (f.severity in ('BLOCKER', 'MAJOR')
                              and f.state in ('ANSWERED', 'FIXED')))
                     group by w.type, f.severity) g),
          'qualifications', (
            select coalesce(json_agg({qualification}), '[]')
              from (select s.*, exists (
                             select 1 from review w join review_decision p on p.review_id = w.id
                              where w.version_id = v.id and w.round = r.round
                                and w.type = 'PERFORMANCE' and p.decision = 'APPROVED'
                                and p.subject = s.subject and {stands(p)}) as approved
                      from qualification s
                     where s.review_type = any (array_remove(array[
                             case when m.federated then 'FL' end,
                             case m.kind when 'RL_POLICY' then 'RL' when 'GENERATIVE' then 'GEN' end
                           ], null))
                       and (s.unit is null or s.unit = {unit})) q
             where q.approved or (coalesce(q.withdrawn_at > {clock}, true)
               and q.valid_from <= {clock} and q.valid_until > {clock})),
          'champion', (
            select json_build_object('version_id', c.id, 'number', c.number, 'at', c.at)
              from {champion} c)),
        'deprecation', case when v.state = 'DEPRECATED' then json_build_object(
          'ends_at', cast(v.last_day + 1 as timestamp) at time zone 'UTC',
          'environments', (
            select coalesce(json_agg(distinct y.environment), '[]') from deployment_copy y
             where y.version_id = v.id and y.digest = v.digest and y.allowed and not y.ended)) end,
        'identities', (
          select coalesce(json_object_agg(i.subject, i.person), '{}') from identity_link i
           where i.ended_at is null and i.person in (
             select l.person from identity_link l
              where l.ended_at is null and l.subject in (
                select c.subject from contributor c where c.version_id = v.id
                union all
                select p.subject from review w join review_decision p on p.review_id = w.id
                 where w.version_id = v.id and w.round = r.round
                union all
                select d.decided_by from release_decision d where d.version_id = v.id
                union all
                select unnest(o.approvers) from requirement_override o
                 where o.version_id = v.id))),
        'at', {clock}
        ) as text)
        from version_copy v
        join model_copy m on m.id = v.model_id
        left join project_copy j on j.id = v.project_id
        cross join lateral {round}
       where {versions}
      """;

  private static final String QUALIFICATION =
      """
      json_build_object('id', q.id, 'subject', q.subject, 'review_type', q.review_type,
        'from', q.valid_from, 'until', q.valid_until, 'withdrawn_at', q.withdrawn_at)
      """;

  private static final Map<String, String> NOW =
      Map.ofEntries(
          Map.entry("{clock}", "clock_timestamp()"),
          Map.entry("{state}", "v.state"),
          Map.entry(
              "{evidence_digest}",
              "(select s.digest from evidence_set s where s.version_id = v.id)"),
          Map.entry(
              "{current_evidence}",
              "not exists (select 1 from evidence n where n.supersedes = e.id)"),
          Map.entry("{round_state}", "a.state"),
          Map.entry(
              "{rebinding}",
              """
              exists (
                select 1 from policy_change c
                 where c.done_at is null and c.due_at <= clock_timestamp()
                   and c.changed_at >= a.opened_at
                   and {covers}
                   and not exists (
                     select 1 from release_decision d
                      where d.version_id = a.version_id and d.round = a.round
                        and d.revocation_id is null))
              """
                  .replace("{covers}", PolicyScope.covers("c", "j"))),
          Map.entry("{review_state}", "w.state"),
          Map.entry("{condition_open}", "k.state = 'OPEN'"),
          Map.entry("{released}", "d.revocation_id is null"),
          Map.entry("{incident_open}", "i.state <> 'CLOSED'"),
          Map.entry("{incident_contained}", "i.contained_at is not null"),
          Map.entry("{granted}", "o.state = 'GRANTED'"),
          Map.entry("{same_use_case}", "coalesce(c.use_case_revision = u.revision, false)"),
          Map.entry(
              "{last_classification}",
              "not exists (select 1 from classification n where n.supersedes = c.id)"),
          Map.entry("{lowered}", "k.lowered_by is not null"),
          Map.entry(
              "{answered}",
              """
              (select coalesce(json_agg(json_build_object('questionnaire', l.questionnaire,
                        'at', l.answered_at)), '[]')
                 from last l where l.named or not exists (select 1 from last o where o.named))
              """),
          Map.entry("{use_cases}", "m.use_case_ids"));

  /**
   * At {@code r.at}, when the round was released: it had passed, by reviews with the approvals that
   * stood then. What only the last state is kept of, such as the use cases that the model names,
   * holds nothing against it.
   */
  private static final Map<String, String> THEN =
      Map.ofEntries(
          Map.entry("{clock}", "r.at"),
          Map.entry("{state}", "'APPROVED'"),
          Map.entry(
              "{evidence_digest}",
              """
              (select a.evidence_digest from assessment a
                where a.version_id = v.id and a.round = r.round)
              """),
          Map.entry(
              "{current_evidence}",
              """
              e.created_at <= r.at and not exists (
                select 1 from evidence n where n.supersedes = e.id and n.created_at <= r.at)
              """),
          Map.entry("{round_state}", "'PASSED'"),
          Map.entry("{rebinding}", "false"),
          Map.entry(
              "{review_state}",
              """
              case when w.approvals_required <= (
                select count(*) from review_decision p
                 where p.review_id = w.id and p.decision = 'APPROVED'
                   and p.evidence_digest = w.evidence_digest and {stands(p)})
              then 'APPROVED' else 'IN_PROGRESS' end
              """),
          Map.entry(
              "{condition_open}",
              "k.opened_at <= r.at and (k.state = 'OPEN' or k.ended_at > r.at)"),
          Map.entry("{released}", "d.decided_at <= r.at"),
          Map.entry(
              "{incident_open}", "i.opened_at <= r.at and coalesce(i.closed_at > r.at, true)"),
          Map.entry("{incident_contained}", "coalesce(i.contained_at <= r.at, false)"),
          Map.entry("{granted}", "o.granted_at <= r.at and coalesce(o.ended_at > r.at, true)"),
          Map.entry("{same_use_case}", "true"),
          Map.entry(
              "{last_classification}",
              """
              c.decided_at <= r.at and not exists (
                select 1 from classification n where n.supersedes = c.id and n.decided_at <= r.at)
              """),
          Map.entry("{lowered}", "k.lowered_by is not null and k.decided_at <= r.at"),
          Map.entry("{answered}", "json_build_array()"),
          Map.entry("{use_cases}", "cast(null as uuid[])"));

  private static final String PRODUCTION = "'production'";

  private FactsText() {}

  /**
   * Returns the statement for what is known now.
   *
   * @param round a query for the column {@code round} of a version {@code v}
   * @param versions which versions
   */
  static String now(String round, String versions) {
    return now(round, versions, "j.unit", PRODUCTION);
  }

  /**
   * Returns the statement for what is known now of what may be released to {@code :environment}:
   * where a release stands, the unit is that which answered for the project when it was decided.
   *
   * @param round a query for the column {@code round} of a version {@code v}
   * @param versions which versions
   */
  static String released(String round, String versions) {
    return now(
        round,
        versions,
        """
        coalesce((
          select d.unit from release_decision d
           where d.version_id = v.id and d.round = r.round and d.environment = :environment
             and d.revocation_id is null), j.unit)
        """,
        ":environment");
  }

  private static String now(String round, String versions, String unit, String environment) {
    // The offset keeps the query one: drawn up, it would be planned and run wherever its column is.
    return statement(NOW, "(%s offset 0) r (round)".formatted(round.strip()), versions)
        .replace("{unit}", unit)
        .replace("{champion}", ReleasedChampion.of(environment, "clock_timestamp()"))
        .replaceAll("\\{then\\([a-z_.]+\\)}", "true")
        .replaceAll("\\{stands\\(([pq])\\)}", "$1.retracted_at is null");
  }

  /**
   * Returns the statement for what was known when rounds were released.
   *
   * @param round a query for the columns {@code round} and {@code at} of a version {@code v}
   * @param versions which versions
   */
  static String then(String round, String versions) {
    return statement(THEN, "(%s) r (round, at)".formatted(round), versions)
        .replace(
            "{unit}",
            """
            coalesce((
              select d.unit from release_decision d
               where d.version_id = v.id and d.round = r.round and d.decided_at <= r.at
               order by d.decided_at desc limit 1), j.unit)
            """)
        .replace("{champion}", ReleasedChampion.of(PRODUCTION, "r.at"))
        .replaceAll("\\{then\\(([a-z_.]+)\\)}", "$1 <= r.at")
        .replaceAll(
            "\\{stands\\(([pq])\\)}", "$1.at <= r.at and coalesce($1.retracted_at > r.at, true)");
  }

  private static String statement(Map<String, String> parts, String round, String versions) {
    String statement = WindowFactsText.in(TEXT);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      statement = statement.replace(part.getKey(), part.getValue());
    }
    return statement
        .replace("{round}", round)
        .replace("{versions}", versions)
        .replace("{qualification}", QUALIFICATION)
        .replace("{contributor}", IdentityLinks.personOf("y.subject"))
        .replace("{lowerer}", IdentityLinks.personOf("z.subject"))
        .replace("{tiers}", "array['PROHIBITED', 'HIGH', 'LIMITED', 'MINIMAL']")
        .replace("{most_marks}", Integer.toString(VersionFacts.MOST_MARKS))
        .replace("{empty}", EvidenceSet.EMPTY);
  }
}
