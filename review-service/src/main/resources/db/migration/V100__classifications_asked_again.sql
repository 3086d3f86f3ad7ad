-- A classification is asked for again at each policy and questionnaire that comes into force, at each change of its use case and
-- when its time is over. So it is kept when its answers were given, also where somebody raised or lowered what came of them, and
-- when it stopped holding, so that this is told once. What was answered before counts as answered now: no gate closes by this.
--
-- Older copies of the service that still run say nothing of when answers were given: they count as given when they arrive.
--
-- Locks: access exclusive on classification while its rows are written; on policy_change for a moment. Cost: that, and two
-- indexes over the last classification of each model and use case.

alter table classification
  add column answered_at timestamptz not null default clock_timestamp(),
  add column over_at timestamptz;
update classification c set over_at = clock_timestamp()
 where exists (select 1 from classification n where n.supersedes = c.id);
create index classification_over_ix on classification (valid_until) where over_at is null;
create index classification_use_case_ix on classification (use_case_id) where over_at is null;
comment on column classification.answered_at is 'When the answers were given, also where somebody raised or lowered what came of them';
comment on column classification.over_at is 'When another one followed, or it was told that the answers do not hold any more';
grant update (over_at) on classification to ${service_role};

alter table policy_change add column asked_again_at timestamptz;
update policy_change set asked_again_at = clock_timestamp();
create index policy_change_asking_ix on policy_change (changed_at) where asked_again_at is null;
comment on column policy_change.asked_again_at is 'When it was told of all classifications that they do not hold any more since a policy was published';
grant update (asked_again_at) on policy_change to ${service_role};
