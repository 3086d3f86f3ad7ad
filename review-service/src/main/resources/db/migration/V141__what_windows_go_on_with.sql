-- Monitoring goes on where a version's evidence changes. A round keeps when it passed, also once it is lost, since whoever passed it
-- has seen what was there; of rounds before, the log knows. A reference that Assay counted keeps of which predictions, so that later
-- windows go on with them also where others supersede them.
--
-- Locks: access exclusive on assessment and monitoring_reference for a moment, then row locks while what passed and what was counted
-- is written. Cost: one look into the log for each round that was decided, and one window read for each reference that was counted.

alter table assessment add column passed_at timestamptz;
update assessment a
   set passed_at = coalesce((
     select max(e.occurred_at) from event_log e
      where e.aggregate_id = a.id and e.type = 'org.assay.review.assessment.passed.v1'),
     case when a.state = 'PASSED' then a.decided_at end)
 where a.decided_at is not null;
comment on column assessment.passed_at is 'When it passed last, also where it is lost since';
grant update (passed_at) on assessment to ${service_role};

alter table monitoring_reference add column predictions uuid;
update monitoring_reference r
   set predictions = cast(cast(w.content as json) -> 'source' ->> 'evidence' as uuid)
  from monitoring_window w
 where w.evidence_id = r.evidence_id and r.held;
comment on column monitoring_reference.predictions is 'The evidence that Assay counted it of, where it is held';
