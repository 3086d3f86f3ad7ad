-- Experiments, runs and logged models: what was tried, with which parameters, data and results, before anything is
-- registered.
--
-- Until now a run was only what came with a version. It becomes the one Run: an implicit one belongs to a model and
-- keeps its few claimed numbers in its row, one of an experiment is written to while it works, by rows of its own.
--
-- Sized for 10 M runs and 1 G metric points. A point is 32 bytes under one key, without its name, which stands once in
-- run_metric beside the latest value; so reading a run or searching by a metric never touches the points. Values of
-- parameters and tags may be longer than an index takes, so their indexes hold the first 200 characters, and what
-- compares a whole value compares these first.
--
-- Locks: ACCESS EXCLUSIVE on run for as long as its new constraints are checked, one scan of it; nothing else is held.
-- Cost at 10 M implicit runs: that scan, about 10 s; no row is rewritten.

create table experiment (
  id uuid not null,
  project_id uuid not null,
  project_key text not null,
  name text not null,
  standard boolean not null default false,
  artifact_location text,
  deleted boolean not null default false,
  revision bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now(),
  constraint experiment_pk primary key (id),
  constraint experiment_name_unique unique (project_id, name),
  constraint experiment_name_length check (char_length(name) between 1 and 500),
  constraint experiment_location_length check (char_length(artifact_location) between 1 and 1000),
  constraint experiment_revision_positive check (revision > 0)
);
create unique index experiment_standard on experiment (project_id) where standard;
create index experiment_newest_of_all on experiment (created_at desc, id);
create index experiment_newest on experiment (project_id, created_at desc, id);
comment on table experiment is 'What runs are grouped by, in a project';
comment on column experiment.standard is 'The one that takes the runs for which no experiment is named, a project''s "0" to MLflow';
comment on column experiment.artifact_location is 'Where its client wants its files instead of here';
comment on column experiment.deleted is 'Its runs count as deleted with it, and come back with it; its name stays taken';

create table experiment_tag (
  experiment_id uuid not null,
  key text not null,
  value text not null,
  constraint experiment_tag_pk primary key (experiment_id, key),
  constraint experiment_tag_experiment_fk foreign key (experiment_id) references experiment (id),
  constraint experiment_tag_key_length check (char_length(key) between 1 and 250),
  constraint experiment_tag_value_length check (char_length(value) <= 20000)
);
create index experiment_tag_value on experiment_tag (key, left(value, 200), experiment_id);

alter table run
  alter column model_id drop not null,
  add column experiment_id uuid,
  add column name text,
  add column status text not null default 'FINISHED',
  add column user_name text,
  add column started_at bigint,
  add column ended_at bigint,
  add column deleted boolean not null default false,
  add column revision bigint not null default 0,
  add column source_run_id uuid,
  add column source_experiment_id uuid,
  add constraint run_experiment_fk foreign key (experiment_id) references experiment (id),
  add constraint run_of_one check ((model_id is null) <> (experiment_id is null)),
  add constraint run_implicit_of_model check (implicit = (experiment_id is null)),
  add constraint run_status_known check (status in ('RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'));
create index run_snapshots on run (source_experiment_id, source_run_id) where source_run_id is not null;
create index run_in_experiment on run (experiment_id, started_at desc, id) where experiment_id is not null;
create index run_hex on run ((replace(cast(id as text), '-', ''))) where experiment_id is not null;
comment on table run is 'What a version was trained and measured with: a run of an experiment, or an implicit one where a version was registered without naming a run';
comment on column run.metrics is 'Of an implicit run: claimed by who registered it, it may inform and never satisfy a requirement';
comment on column run.user_name is 'Who the client says runs it; created_by is who does';
comment on column run.started_at is 'By the client''s clock, in milliseconds since 1970';
comment on column run.source_run_id is 'Of an implicit run: the run whose results it holds as they stood when a version was registered';
comment on column run.revision is 'The aggregate_version of its last event; an implicit run has none';

create table run_param (
  run_id uuid not null,
  experiment_id uuid not null,
  key text not null,
  value text not null,
  constraint run_param_pk primary key (run_id, key),
  constraint run_param_run_fk foreign key (run_id) references run (id),
  constraint run_param_key_length check (char_length(key) between 1 and 250),
  constraint run_param_value_length check (char_length(value) <= 6000)
);
create index run_param_value on run_param (experiment_id, key, left(value, 200), run_id);
comment on table run_param is 'Parameters: insert-only, for what a run was made with does not change';

create table run_tag (
  run_id uuid not null,
  experiment_id uuid not null,
  key text not null,
  value text not null,
  constraint run_tag_pk primary key (run_id, key),
  constraint run_tag_run_fk foreign key (run_id) references run (id),
  constraint run_tag_key_length check (char_length(key) between 1 and 250),
  constraint run_tag_value_length check (char_length(value) <= 8000)
);
create index run_tag_value on run_tag (experiment_id, key, left(value, 200), run_id);

create table run_metric (
  id bigint generated always as identity,
  run_id uuid not null,
  experiment_id uuid not null,
  key text not null,
  value double precision not null,
  step bigint not null,
  logged_at bigint not null,
  points bigint not null,
  constraint run_metric_pk primary key (id),
  constraint run_metric_key_unique unique (run_id, key),
  constraint run_metric_run_fk foreign key (run_id) references run (id),
  constraint run_metric_key_length check (char_length(key) between 1 and 250)
) with (fillfactor = 90);
create index run_metric_value on run_metric (experiment_id, key, value, run_id);
comment on table run_metric is 'A metric of a run with its latest value: that of the highest step, then time, then value';
comment on column run_metric.points is 'How many points were sent; some may have been sent twice';

create table metric_point (
  metric_id bigint not null,
  logged_at bigint not null,
  step bigint not null,
  value double precision not null,
  constraint metric_point_pk primary key (metric_id, logged_at, step, value)
);
comment on table metric_point is 'Every value of a metric; insert-only. No foreign key: a point is written in the statement that writes its metric, and metrics are never deleted';

create table input_dataset (
  id uuid not null default uuidv7(),
  experiment_id uuid not null,
  name text not null,
  digest text not null,
  source_type text not null,
  source text not null,
  schema text,
  profile text,
  constraint input_dataset_pk primary key (id),
  constraint input_dataset_unique unique (experiment_id, name, digest),
  constraint input_dataset_experiment_fk foreign key (experiment_id) references experiment (id),
  constraint input_dataset_name_length check (char_length(name) between 1 and 500),
  constraint input_dataset_digest_length check (char_length(digest) between 1 and 71)
);
comment on table input_dataset is 'Data that runs say they read, as they describe it; the first description of a name and digest stays';

create table run_dataset (
  run_id uuid not null,
  dataset_id uuid not null,
  tags jsonb not null,
  constraint run_dataset_pk primary key (run_id, dataset_id),
  constraint run_dataset_run_fk foreign key (run_id) references run (id),
  constraint run_dataset_dataset_fk foreign key (dataset_id) references input_dataset (id)
);
create index run_dataset_runs on run_dataset (dataset_id, run_id);

create table logged_model (
  id uuid not null,
  project_id uuid not null,
  experiment_id uuid not null,
  source_run_id uuid,
  name text not null,
  model_type text,
  status text not null,
  status_message text,
  deleted boolean not null default false,
  revision bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now(),
  constraint logged_model_pk primary key (id),
  constraint logged_model_experiment_fk foreign key (experiment_id) references experiment (id),
  constraint logged_model_run_fk foreign key (source_run_id) references run (id),
  constraint logged_model_name_length check (char_length(name) between 1 and 500),
  constraint logged_model_status_known check (status in ('PENDING', 'READY', 'UPLOAD_FAILED')),
  constraint logged_model_revision_positive check (revision > 0)
);
create index logged_model_newest on logged_model (experiment_id, created_at desc, id);
create index logged_model_name on logged_model (experiment_id, name);
create index logged_model_of_run on logged_model (source_run_id) where source_run_id is not null;
create index logged_model_hex on logged_model (('m-' || replace(cast(id as text), '-', '')));
comment on table logged_model is 'A model that a run has written and nobody has registered yet';

create table logged_model_param (
  model_id uuid not null,
  experiment_id uuid not null,
  key text not null,
  value text not null,
  constraint logged_model_param_pk primary key (model_id, key),
  constraint logged_model_param_model_fk foreign key (model_id) references logged_model (id),
  constraint logged_model_param_key_length check (char_length(key) between 1 and 250),
  constraint logged_model_param_value_length check (char_length(value) <= 6000)
);
create index logged_model_param_value on logged_model_param (experiment_id, key, left(value, 200), model_id);

create table logged_model_tag (
  model_id uuid not null,
  experiment_id uuid not null,
  key text not null,
  value text not null,
  constraint logged_model_tag_pk primary key (model_id, key),
  constraint logged_model_tag_model_fk foreign key (model_id) references logged_model (id),
  constraint logged_model_tag_key_length check (char_length(key) between 1 and 250),
  constraint logged_model_tag_value_length check (char_length(value) <= 8000)
);
create index logged_model_tag_value on logged_model_tag (experiment_id, key, left(value, 200), model_id);

create table logged_model_metric (
  model_id uuid not null,
  experiment_id uuid not null,
  key text not null,
  run_id uuid not null,
  dataset_name text not null,
  dataset_digest text not null,
  value double precision not null,
  step bigint not null,
  logged_at bigint not null,
  constraint logged_model_metric_pk primary key (model_id, key, run_id, dataset_name, dataset_digest),
  constraint logged_model_metric_model_fk foreign key (model_id) references logged_model (id),
  constraint logged_model_metric_run_fk foreign key (run_id) references run (id),
  constraint logged_model_metric_key_length check (char_length(key) between 1 and 250)
);
create index logged_model_metric_value on logged_model_metric (experiment_id, key, value, model_id);
comment on table logged_model_metric is 'The latest value of a metric that a run measured on a logged model, with a data set or none (empty)';

create table run_model (
  run_id uuid not null,
  direction text not null,
  model_id uuid not null,
  step bigint not null,
  constraint run_model_pk primary key (run_id, direction, model_id),
  constraint run_model_run_fk foreign key (run_id) references run (id),
  constraint run_model_model_fk foreign key (model_id) references logged_model (id),
  constraint run_model_direction_known check (direction in ('INPUT', 'OUTPUT'))
);
comment on table run_model is 'Which logged models a run read and wrote';

create table run_compute (
  id uuid not null,
  run_id uuid not null,
  number bigint not null,
  platform text not null,
  region text,
  instance_type text,
  hours numeric(12, 4) not null,
  cost_amount numeric(14, 2),
  cost_currency text,
  energy_kwh numeric(14, 4),
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  constraint run_compute_pk primary key (id),
  constraint run_compute_number_unique unique (run_id, number),
  constraint run_compute_run_fk foreign key (run_id) references run (id),
  constraint run_compute_hours_positive check (hours > 0),
  constraint run_compute_cost_whole check ((cost_amount is null) = (cost_currency is null))
);
comment on table run_compute is 'What a run has used, as those who ran it say; insert-only';

grant select, insert, update (name, deleted, revision, updated_at) on experiment to ${service_role};
grant select, insert, update (value), delete on experiment_tag, run_tag, logged_model_tag to ${service_role};
grant update (name, status, started_at, ended_at, deleted, revision) on run to ${service_role};
grant select, insert on run_param, metric_point, input_dataset, run_dataset, logged_model_param, run_compute
  to ${service_role};
grant select, insert, update (value, step, logged_at, points) on run_metric to ${service_role};
grant select, insert, update (status, status_message, deleted, revision, updated_at) on logged_model to ${service_role};
grant select, insert, update (value, step, logged_at) on logged_model_metric to ${service_role};
grant select, insert, update (step) on run_model to ${service_role};
