-- Where versions run, as those who deploy them report; a version that runs somewhere is not retired.
--
-- How many of its deployments run stands with the version, written under its row lock: so its acts are judged, and shown
-- for a page of versions, without asking further. What runs but is none of the model's versions has no version.
--
-- Lists are read by project, by environment and by version, the last reported first (ids are in that order); what runs is
-- little among all that ever ran, so each order has an index of it.
--
-- Locks: access exclusive on model_version for a moment (no row is rewritten).

alter table model_version
  add column live_deployments integer not null default 0,
  add constraint model_version_live_deployments_counted check (live_deployments >= 0) not valid;
comment on column model_version.live_deployments is 'How many deployments of it run, as reported';
grant update (live_deployments) on model_version to ${service_role};

create table deployment (
  id uuid not null,
  project_id uuid not null,
  project_key text not null,
  model_id uuid not null,
  version_id uuid,
  digest text not null,
  environment text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  ended_as text,
  revision bigint not null,
  reported_at timestamptz not null default now(),
  reported_by text not null,
  ended_by text,
  constraint deployment_pk primary key (id),
  constraint deployment_model_fk foreign key (model_id) references model (id),
  constraint deployment_version_fk foreign key (version_id) references model_version (id),
  constraint deployment_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$'),
  constraint deployment_environment_length check (char_length(environment) between 1 and 64),
  constraint deployment_ends_after_it_began check (ended_at >= started_at),
  constraint deployment_ended_by_somebody check ((ended_at is null) = (ended_by is null)),
  constraint deployment_ended_as_known check (ended_at is not null and ended_as in
    ('DIGEST_UNKNOWN', 'DIGEST_DIFFERS', 'NOT_RELEASED', 'LAST_DAY_OVER') or ended_as is null)
);
create unique index deployment_live_unique on deployment (model_id, environment, digest) where ended_at is null;
create index deployment_of_project on deployment (project_id, id);
create index deployment_of_project_live on deployment (project_id, id) where ended_at is null;
create index deployment_of_environment on deployment (project_id, environment, id);
create index deployment_of_environment_live on deployment (project_id, environment, id) where ended_at is null;
create index deployment_of_version on deployment (version_id, id) where version_id is not null;
create index deployment_of_version_live on deployment (version_id, id) where ended_at is null and version_id is not null;
comment on column deployment.version_id is 'The version that is said to run, absent where none of the model has the digest';
comment on column deployment.digest is 'The bytes that run, as reported';
comment on column deployment.ended_as is 'What was wrong with it when it ended; of what runs it is told anew each time';
grant select, insert, update (ended_at, ended_as, ended_by, revision) on deployment to ${service_role};
