-- What a version rests on: the whole record of its run, the registered data sets, and what it descends from; and what
-- follows when a data set is withdrawn.
--
-- A record is the canonical bytes of the results that a version was registered with, kept once by their digest; a
-- version that was registered with its few numbers has none here, for its implicit run holds all of it. Edges belong to
-- the version that rests on something and are written with it, so none can close a circle. An edge names its source in
-- one of three columns, each with its foreign key and its index for the way down.
--
-- Sized for 10 M versions: what a walk follows is one index entry an edge, and a version with withdrawn data is marked on
-- its own row, so that reading the others costs nothing more.
--
-- Locks: access exclusive on run and model_version while columns are added, none with a default that rewrites rows; share
-- on input_dataset while its index is built. Cost at 10 M descriptions of data: that index, about a minute.

alter table run add column fixed boolean not null default false;
comment on column run.fixed is 'Set when a version that rests on it is submitted: parameters, metrics, data and tags but mlflow.* stay from then on';

alter table model_version
  add column record_digest text,
  add column card_digest text,
  add column dataset_ids uuid[] not null default '{}',
  add column data_withdrawn_at timestamptz,
  add constraint model_version_record_form check (record_digest ~ '^sha256:[0-9a-f]{64}$') not valid,
  add constraint model_version_card_form check (card_digest ~ '^sha256:[0-9a-f]{64}$') not valid;
comment on column model_version.record_digest is 'The digest of its results; of a version from a run they are taken once more when it is first submitted, and stay then. Absent of versions older than records';
comment on column model_version.dataset_ids is 'The registered data sets that it names itself, as its edges have them, for its events';
comment on column model_version.data_withdrawn_at is 'When the first data set was withdrawn that it descends from; version_withdrawn_data says which';

create table result_record (
  digest text not null,
  content bytea not null,
  metrics jsonb not null,
  training_data text[] not null,
  created_at timestamptz not null default now(),
  constraint result_record_pk primary key (digest),
  constraint result_record_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$')
);
comment on table result_record is 'What runs had measured when versions were registered or submitted; insert-only';
comment on column result_record.content is 'The canonical JSON (RFC 8785) whose SHA-256 is the digest';
comment on column result_record.metrics is 'The first 200 finite metrics of it, which a version shows';

create table dataset (
  id uuid not null,
  project_id uuid not null,
  project_key text not null,
  name text not null,
  version text not null,
  digest text not null,
  client_digest text,
  description text,
  owners text[] not null,
  source text not null,
  licence text not null,
  personal_data text not null,
  legal_basis text,
  period_from date,
  period_until date,
  jurisdictions text[] not null,
  retain_until date,
  checks_passed integer not null default 0,
  checks_failed integer not null default 0,
  state text not null,
  flagged boolean not null default false,
  revision bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  words tsvector generated always as
    (to_tsvector('simple', name || ' ' || version || ' ' || source || ' ' || coalesce(description, ''))) stored,
  constraint dataset_pk primary key (id),
  constraint dataset_version_unique unique (project_id, name, version),
  constraint dataset_name_length check (char_length(name) between 1 and 500),
  constraint dataset_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$'),
  constraint dataset_client_digest_length check (char_length(client_digest) between 1 and 71),
  constraint dataset_personal_data_known check (personal_data in ('NONE', 'PSEUDONYMOUS', 'PERSONAL', 'SPECIAL')),
  constraint dataset_legal_basis_stated check (personal_data = 'NONE' or legal_basis is not null),
  constraint dataset_retention_stated check (personal_data = 'NONE' or retain_until is not null),
  constraint dataset_period_forward check (period_from <= period_until),
  constraint dataset_owners_named check (cardinality(owners) between 1 and 20),
  constraint dataset_state_known check (state in ('ACTIVE', 'WITHDRAWN')),
  constraint dataset_revision_positive check (revision > 0)
);
create index dataset_digest on dataset (project_id, digest);
create index dataset_client_digest on dataset (project_id, client_digest) where client_digest is not null;
create index dataset_words on dataset using gin (words);
create index dataset_to_flag on dataset (id) where state = 'WITHDRAWN' and not flagged;
comment on table dataset is 'Data that models are made with: one row a version of them, which never changes but for its checks and its withdrawal';
comment on column dataset.client_digest is 'What MLflow''s clients call its digest, which is of another kind';
comment on column dataset.flagged is 'Of a withdrawn one: whether every version that descends from it has been told';

create table dataset_check (
  dataset_id uuid not null,
  number integer not null,
  name text not null,
  outcome text not null,
  detail text,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  constraint dataset_check_pk primary key (dataset_id, number),
  constraint dataset_check_dataset_fk foreign key (dataset_id) references dataset (id),
  constraint dataset_check_outcome_known check (outcome in ('PASSED', 'FAILED'))
);
comment on table dataset_check is 'Checks of a data set''s quality, as those who ran them say; insert-only';

create table dataset_withdrawal (
  dataset_id uuid not null,
  reason text not null,
  salt bytea not null,
  withdrawn_at timestamptz not null default now(),
  withdrawn_by text not null,
  constraint dataset_withdrawal_pk primary key (dataset_id),
  constraint dataset_withdrawal_dataset_fk foreign key (dataset_id) references dataset (id)
);
comment on table dataset_withdrawal is 'Why a data set was withdrawn; its event has sha256 of salt and reason only';

create index input_dataset_digest on input_dataset (digest);
comment on index input_dataset_digest is 'Which runs read withdrawn data, registered or not when they read them';

create table lineage_edge (
  version_id uuid not null,
  kind text not null,
  dataset_id uuid,
  parent_id uuid,
  run_id uuid,
  constraint lineage_edge_unique unique nulls not distinct (version_id, kind, dataset_id, parent_id, run_id),
  constraint lineage_edge_version_fk foreign key (version_id) references model_version (id),
  constraint lineage_edge_dataset_fk foreign key (dataset_id) references dataset (id),
  constraint lineage_edge_parent_fk foreign key (parent_id) references model_version (id),
  constraint lineage_edge_run_fk foreign key (run_id) references run (id),
  constraint lineage_edge_one_source check (num_nonnulls(dataset_id, parent_id, run_id) = 1),
  constraint lineage_edge_not_itself check (parent_id <> version_id),
  constraint lineage_edge_kind_known check (kind in
    ('TRAINED_ON', 'TUNED_ON', 'EVALUATED_ON', 'FINE_TUNED_FROM', 'DISTILLED_FROM', 'AGGREGATED_FROM', 'PRODUCED_BY'))
);
create index lineage_edge_dataset on lineage_edge (dataset_id, version_id) where dataset_id is not null;
create index lineage_edge_parent on lineage_edge (parent_id, version_id) where parent_id is not null;
create index lineage_edge_run on lineage_edge (run_id, version_id) where run_id is not null;
comment on table lineage_edge is 'What a version comes from; insert-only';

create table version_withdrawn_data (
  version_id uuid not null,
  dataset_id uuid not null,
  flagged_at timestamptz not null default now(),
  constraint version_withdrawn_data_pk primary key (version_id, dataset_id),
  constraint version_withdrawn_data_version_fk foreign key (version_id) references model_version (id),
  constraint version_withdrawn_data_dataset_fk foreign key (dataset_id) references dataset (id)
);
comment on table version_withdrawn_data is 'The withdrawn data sets that a version descends from, however far; insert-only';

grant update (fixed) on run to ${service_role};
grant update (record_digest, card_digest, dataset_ids, data_withdrawn_at) on model_version to ${service_role};
grant select, insert on result_record, dataset_check, dataset_withdrawal, lineage_edge, version_withdrawn_data
  to ${service_role};
grant select, insert, update (checks_passed, checks_failed, state, flagged, revision) on dataset to ${service_role};
