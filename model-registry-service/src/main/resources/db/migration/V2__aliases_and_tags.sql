-- What MLflow's clients keep of models and versions, and who moved which alias when: descriptions, tags, where a version
-- came from, a stage as a label, aliases with their history; names that may change or come back.
--
-- A version may now be drafted before Assay holds its bytes, so what only the bytes can tell is absent until then.
-- Searches begin with the project and follow an index: by the last change (default order), by a tag's name and the
-- beginning of its value, by name. updated_at is part of an index, so a step of a version writes new index entries; steps
-- are rare beside reads.
--
-- Locks: access exclusive on model and model_version while columns and constraints change; the new columns have
-- constant or no defaults, so no row is rewritten; now() is one value for all rows there are. Cost at 10 M versions: the
-- scan that checks the new constraints and the two index builds, a few minutes each.

alter table model
  add column description text,
  add column updated_at timestamptz not null default now(),
  add column archived_at timestamptz,
  alter column intended_use drop not null,
  drop constraint model_name_unique,
  add constraint model_description_length check (char_length(description) <= 5000);
create unique index model_name_unique on model (project_id, name) where archived_at is null;
comment on column model.intended_use is 'Absent where the model was registered through MLflow and nobody has said it since';
comment on column model.archived_at is 'Set where the model was deleted through MLflow: its name may come back as another model';

create table former_name (
  project_id uuid not null,
  name text not null,
  last_number integer not null,
  constraint former_name_pk primary key (project_id, name)
);
comment on table former_name is 'Names that a model had, with the highest version number given under it: a model that takes the name goes on after it, so that a name and a number never mean two versions';

alter table model_version
  add column description text,
  add column source text,
  add column location text,
  add column source_run text,
  add column run_link text,
  add column logged_model text,
  add column stage text,
  add column updated_at timestamptz not null default now(),
  alter column digest drop not null,
  alter column source_revision drop not null,
  alter column framework drop not null,
  alter column task drop not null,
  drop constraint model_version_state_known,
  add constraint model_version_state_known check (state in
    ('DRAFT', 'REGISTERED', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'RELEASED', 'DEPRECATED', 'REVOKED', 'RETIRED',
     'DISCARDED')),
  add constraint model_version_digest_known check (digest is not null or state in ('DRAFT', 'DISCARDED')),
  add constraint model_version_stage_known check (stage in ('STAGING', 'PRODUCTION', 'ARCHIVED')),
  add constraint model_version_description_length check (char_length(description) <= 5000);
create index model_version_updated on model_version (project_id, updated_at);
create index model_version_updated_in_model on model_version (project_id, model_id, updated_at);
create index model_version_stage on model_version (model_id, stage, number) where stage is not null;
create index model_version_source_run on model_version (project_id, source_run) where source_run is not null;
comment on column model_version.source is 'Where the one who registered it says the bytes come from; an MLflow client loads from there';
comment on column model_version.location is 'Where its bytes are, where the source only refers to another version or a logged model';
comment on column model_version.source_run is 'The run that it names, as written; not checked';
comment on column model_version.logged_model is 'The logged model of MLflow that it was registered from';
comment on column model_version.stage is 'MLflow''s stage: a label, which gives no right; absent for None';

create table model_tag (
  project_id uuid not null,
  owner_id uuid not null,
  key text not null,
  value text not null,
  constraint model_tag_pk primary key (owner_id, key),
  constraint model_tag_model_fk foreign key (owner_id) references model (id),
  constraint model_tag_key_length check (char_length(key) between 1 and 250),
  constraint model_tag_value_length check (char_length(value) <= 100000)
);
create index model_tag_value on model_tag (project_id, key, left(value, 200));

create table version_tag (
  project_id uuid not null,
  owner_id uuid not null,
  key text not null,
  value text not null,
  constraint version_tag_pk primary key (owner_id, key),
  constraint version_tag_version_fk foreign key (owner_id) references model_version (id),
  constraint version_tag_key_length check (char_length(key) between 1 and 250),
  constraint version_tag_value_length check (char_length(value) <= 100000)
);
create index version_tag_value on version_tag (project_id, key, left(value, 200));
comment on index version_tag_value is 'A value may be longer than an index entry, so its beginning is looked up and the rest compared';

create table model_alias (
  project_id uuid not null,
  model_id uuid not null,
  name text not null,
  version_id uuid not null,
  number integer not null,
  decision_id uuid,
  moved_at timestamptz not null,
  moved_by text not null,
  constraint model_alias_pk primary key (model_id, name),
  constraint model_alias_model_fk foreign key (model_id) references model (id),
  constraint model_alias_version_fk foreign key (version_id) references model_version (id),
  constraint model_alias_name_length check (char_length(name) between 1 and 255)
);
create index model_alias_version on model_alias (version_id);
comment on column model_alias.decision_id is 'The release that let a governed alias move here';

create table alias_move (
  project_id uuid not null,
  model_id uuid not null,
  name text not null,
  revision bigint not null,
  from_version_id uuid,
  from_number integer,
  to_version_id uuid,
  to_number integer,
  decision_id uuid,
  moved_at timestamptz not null,
  moved_by text not null,
  constraint alias_move_pk primary key (model_id, name, revision),
  constraint alias_move_model_fk foreign key (model_id) references model (id),
  constraint alias_move_goes_somewhere check (from_version_id is not null or to_version_id is not null)
);
comment on table alias_move is 'Every move of an alias; insert-only, so where it pointed is known for any instant';
comment on column alias_move.revision is 'The model''s revision that the move made';

grant select, insert, update (last_number) on former_name to ${service_role};
grant update (name, description, updated_at, archived_at) on model to ${service_role};
grant update (description, stage, updated_at) on model_version to ${service_role};
grant select, insert, update (value), delete on model_tag, version_tag to ${service_role};
grant select, insert, update (version_id, number, decision_id, moved_at, moved_by), delete on model_alias to ${service_role};
grant select, insert on alias_move to ${service_role};
