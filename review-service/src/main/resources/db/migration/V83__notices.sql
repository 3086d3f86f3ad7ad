-- Whoever has to do something before a condition is due, or before an approval, a release, an override or a classification
-- ends, hears of it 30, 14, 7 and 1 days before. What was said is kept, so that nothing is said twice, and may be read.
--
-- Locks: share on release_decision and on classification while an index is built over each. Cost: one pass over both.

create table notice (
  id uuid not null,
  what text not null,
  thing_id uuid not null,
  version_id uuid,
  model_id uuid not null,
  project_id uuid not null,
  due_at timestamptz not null,
  days integer not null,
  given_at timestamptz not null,
  constraint notice_pk primary key (id),
  constraint notice_once_uq unique (thing_id, what, due_at, days),
  constraint notice_what_ck check (what in ('CONDITION', 'APPROVAL', 'RELEASE', 'OVERRIDE', 'CLASSIFICATION')),
  constraint notice_days_ck check (days in (30, 14, 7, 1))
);
create index notice_project_ix on notice (project_id, id);
comment on table notice is 'What was said of an end: each number of days once for an instant; a condition that was extended has another one';

create index release_decision_end_ix on release_decision (valid_until) where revocation_id is null and renewed_by is null;
create index classification_end_ix on classification (valid_until);

grant select, insert on notice to ${service_role};
