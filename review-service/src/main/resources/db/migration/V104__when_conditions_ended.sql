-- A dry run judges past releases by the conditions that were open then, so a condition keeps when it was met or missed; of those
-- before, the log knows.
--
-- Locks: access exclusive on review_condition for a moment, then row locks while what has ended is written. Cost: one look into
-- the log for each condition that has ended.

alter table review_condition add column ended_at timestamptz;
update review_condition c
   set ended_at = coalesce((
     select max(e.occurred_at) from event_log e
      where e.aggregate_id = c.id
        and e.type in ('org.assay.review.condition.met.v1', 'org.assay.review.condition.missed.v1')), c.opened_at)
 where c.state <> 'OPEN';
comment on column review_condition.ended_at is 'When it was met or missed';
grant update (ended_at) on review_condition to ${service_role};
