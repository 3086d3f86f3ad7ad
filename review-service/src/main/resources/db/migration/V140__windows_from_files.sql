-- A monitoring window may be counted by Assay itself from a file of recent rows and a reference that it holds: predictions of
-- the version that were evaluated, or another file. The job is claimed by a lease, as evaluations are, and is known by the
-- digest of everything that was asked; the window becomes a record of evidence when it is counted, with the job's id. One
-- that failed or was cancelled leaves what was asked without any counts, and why.
--
-- What is counted of evaluated predictions takes the place of a reference that the same account typed.
--
-- Locks: access exclusive on monitoring_reference for a moment, to add a column with a default. Cost: one row a window from
-- files, some kilobytes each.

alter table monitoring_reference add column held boolean not null default false;
comment on column monitoring_reference.held is 'Whether Assay counted it of predictions that were evaluated';

create table window_job (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  title text not null,
  supersedes uuid,
  content text not null,
  source text not null,
  use_id uuid not null,
  size bigint not null,
  keep_until timestamptz not null,
  reference_use_id uuid not null,
  reference_size bigint not null,
  digest text not null,
  subject text not null,
  state text not null,
  progress integer not null,
  attempts integer not null,
  worker uuid,
  lease_until timestamptz,
  cancel_asked boolean not null,
  failure text,
  failure_detail text,
  requested_by text not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  constraint window_job_pk primary key (id),
  constraint window_job_state_ck check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  constraint window_job_progress_ck check (progress between 0 and 100),
  constraint window_job_failure_ck check ((failure is not null) = (state = 'FAILED')),
  constraint window_job_worker_ck check ((worker is null) = (lease_until is null))
);
create unique index window_job_subject_uq on window_job (version_id, subject) where state in ('QUEUED', 'RUNNING', 'DONE');
create index window_job_waiting_ix on window_job (id) where state in ('QUEUED', 'RUNNING');
comment on column window_job.content is 'RFC 8785 JSON: the window without its features, and once it is over without any counts';
comment on column window_job.digest is 'Of content as it was asked for, which has a salt';
comment on column window_job.subject is 'Digest of the request without a salt, by which it is found again; shown to nobody';
comment on column window_job.source is 'RFC 8785 JSON: both files with their digests, and the columns that are counted';
comment on column window_job.worker is 'Who counts it at present; nobody else begins before the lease runs out';

grant select, insert on window_job to ${service_role};
grant update (content, state, progress, attempts, worker, lease_until, cancel_asked, failure, failure_detail, started_at, finished_at)
  on window_job to ${service_role};
