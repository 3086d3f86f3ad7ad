-- Predictions of a version become evidence by an evaluation: a job that reads a file, reduces it to counts and computes what
-- the plan says. What it computed is written together with its record of evidence, or not at all; one that failed or was
-- cancelled stays as a look.
--
-- Locks: access exclusive on evidence for a moment, to exchange two checks; both read the whole table once, about a second
-- for 10 M records. Cost: one row an evaluation, at most 100 a version, and a report of at most some megabytes.

alter table evidence drop constraint evidence_kind_ck;
alter table evidence add constraint evidence_kind_ck check (kind in ('DOCUMENT', 'GROUP_COUNTS', 'PREDICTIONS'));
alter table evidence drop constraint evidence_kind_origin_ck;
alter table evidence add constraint evidence_kind_origin_ck
  check ((kind in ('GROUP_COUNTS', 'PREDICTIONS')) = (origin = 'COMPUTED'));

create table evaluation (
  id uuid not null,
  evidence_id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  plan_id uuid not null,
  plan_digest text not null,
  look integer not null,
  title text not null,
  supersedes uuid,
  collected_at timestamptz,
  valid_until timestamptz,
  upload text not null,
  use_id uuid not null,
  data_digest text not null,
  size bigint not null,
  keep_until timestamptz not null,
  columns text not null,
  digest text not null,
  state text not null,
  progress integer not null,
  attempts integer not null,
  worker uuid,
  lease_until timestamptz,
  cancel_asked boolean not null,
  failure text,
  failure_detail text,
  confidence double precision,
  profile text,
  claims text,
  report text,
  small_counts boolean,
  requested_by text not null,
  requested_at timestamptz not null,
  request_event uuid,
  started_at timestamptz,
  finished_at timestamptz,
  constraint evaluation_pk primary key (id),
  constraint evaluation_evidence_uq unique (evidence_id),
  constraint evaluation_look_uq unique (version_id, look),
  constraint evaluation_plan_fk foreign key (plan_id) references evaluation_plan (id),
  constraint evaluation_state_ck check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  constraint evaluation_progress_ck check (progress between 0 and 100),
  constraint evaluation_failure_ck check ((failure is not null) = (state = 'FAILED')),
  constraint evaluation_report_ck check ((report is not null) = (state = 'DONE')),
  constraint evaluation_worker_ck check ((worker is null) = (lease_until is null))
);
create unique index evaluation_digest_uq on evaluation (version_id, digest) where state in ('QUEUED', 'RUNNING', 'DONE');
create index evaluation_waiting_ix on evaluation (id) where state in ('QUEUED', 'RUNNING');
create index evaluation_plan_ix on evaluation (plan_id, look);
comment on column evaluation.look is 'Which evaluation of the version it is, failed and cancelled ones counted';
comment on column evaluation.worker is 'Who computes it at present; nobody else begins before the lease runs out';
comment on column evaluation.claims is 'JSON: what the plan claims, with verdict, value and interval';
comment on column evaluation.small_counts is 'Whether some count of all rows is so small that readers without the right see none';

create table evaluation_attribute (
  evidence_id uuid not null,
  position integer not null,
  attribute text not null,
  positive_favourable boolean not null,
  reference_group text not null,
  groups json not null,
  group_count integer not null,
  constraint evaluation_attribute_pk primary key (evidence_id, position),
  constraint evaluation_attribute_uq unique (evidence_id, attribute),
  constraint evaluation_attribute_evaluation_fk foreign key (evidence_id) references evaluation (evidence_id)
);
comment on table evaluation_attribute is 'The counts by group of an attribute or intersection, judged as GROUP_COUNTS are';

grant select, insert on evaluation, evaluation_attribute to ${service_role};
grant update (state, progress, attempts, worker, lease_until, cancel_asked, failure, failure_detail, confidence, profile,
  claims, report, small_counts, request_event, started_at, finished_at) on evaluation to ${service_role};
