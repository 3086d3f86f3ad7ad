-- A policy that is published or retired takes effect on rounds that go on only after a while that the policy states
-- (rebind_after), so that nobody's review is cut off without notice. Then each such round is lost and the next one opens,
-- bound to what holds by then. A row says when that is due and how far it got; until it is done, no approval counts that is
-- bound to what held before, whoever has noticed.
--
-- Policies that were published before say nothing of it: they take effect as those do that say nothing, counted from now.
--
-- Locks: none but those of creation, and of an index over the rounds that are not at their end. Cost: one index build over
-- assessment; the job reads a thousand of its entries at a time.

create table policy_change (
  policy_id uuid not null,
  act text not null,
  scope_kind text not null,
  scope_key text,
  event_id uuid not null,
  decided_by text not null,
  changed_at timestamptz not null,
  due_at timestamptz not null,
  after_id uuid not null,
  done_at timestamptz,
  constraint policy_change_pk primary key (policy_id, act),
  constraint policy_change_policy_fk foreign key (policy_id) references policy (id),
  constraint policy_change_act_ck check (act in ('PUBLISH', 'RETIRE')),
  constraint policy_change_due_ck check (due_at >= changed_at)
);
create index policy_change_due_ix on policy_change (due_at) where done_at is null;
create index assessment_going_on_ix on assessment (id) where state in ('OPEN', 'PASSED', 'LOST');
comment on table policy_change is 'When what was published or retired takes effect on rounds that go on, and how far that got';

insert into policy_change (policy_id, act, scope_kind, scope_key, event_id, decided_by, changed_at, due_at, after_id)
select p.id, 'PUBLISH', p.scope_kind, p.scope_key, e.id, e.actor, p.published_at,
       clock_timestamp() + interval '14 days', '00000000-0000-0000-0000-000000000000'
  from policy p
  join event_log e on e.aggregate_id = p.id and e.aggregate_version = 1
 where p.state = 'PUBLISHED';

grant select, insert on policy_change to ${service_role};
grant update (after_id, done_at) on policy_change to ${service_role};
