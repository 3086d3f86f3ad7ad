-- What was counted of a version where it ran, for a time, is evidence too: features against their reference, and how right the
-- predictions turned out to be. A window is a record of evidence that is never in the set that approvals are bound to; what
-- follows from it does so by rule. It never changes; a correction of the same environment and time supersedes it.
--
-- drift and live are what it came to by the policy and the plan of then, so that windows in a row are found by an index and
-- without reading what they say. Both texts are canonical JSON, at most about a megabyte of 200 features with 50 bins each.
--
-- Locks: access exclusive on evidence for a moment, to exchange two checks; both read the whole table once, about a second
-- for 10 M records. Cost: at most 2 000 windows a version.

alter table evidence drop constraint evidence_kind_ck;
alter table evidence add constraint evidence_kind_ck check (kind in ('DOCUMENT', 'GROUP_COUNTS', 'PREDICTIONS', 'CLAIM',
  'MONITORING_WINDOW'));
alter table evidence drop constraint evidence_kind_origin_ck;
alter table evidence add constraint evidence_kind_origin_ck
  check ((kind in ('GROUP_COUNTS', 'PREDICTIONS', 'MONITORING_WINDOW')) = (origin = 'COMPUTED'));

create table monitoring_window (
  evidence_id uuid not null,
  version_id uuid not null,
  environment text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  drift text not null,
  live text,
  policy text not null,
  plan_id uuid,
  content text not null,
  report text not null,
  constraint monitoring_window_pk primary key (evidence_id),
  constraint monitoring_window_evidence_fk foreign key (version_id, evidence_id) references evidence (version_id, id),
  constraint monitoring_window_plan_fk foreign key (plan_id) references evaluation_plan (id),
  constraint monitoring_window_time_ck check (starts_at < ends_at),
  constraint monitoring_window_drift_ck check (drift in ('UNJUDGED', 'STABLE', 'LOOK', 'UNDECIDED', 'DRIFT')),
  constraint monitoring_window_live_ck check (live in ('PASS', 'FAIL', 'INCONCLUSIVE', 'UNDEFINED'))
);
create index monitoring_window_time_ix on monitoring_window (version_id, environment, starts_at);
comment on table monitoring_window is 'What was counted of a version where it ran, with what was computed of that';

grant select, insert on monitoring_window to ${service_role};
