-- The registry: models, their versions, what they were trained with, and copies of what project-service and
-- review-service tell of them.
--
-- Sized for 10 M versions: every list is served by an index that begins with the project (one by the kind for those
-- who may read all projects), and no column is updated that is part of an index but state, so most updates stay on
-- their page. Foreign keys point at this service's own rows only; a copy may come later than what refers to it.
--
-- Locks: none but those of creation. Cost: none, the tables start empty.

create table project (
  id uuid not null,
  key text not null,
  unit text not null,
  state text not null,
  revision bigint not null,
  constraint project_pk primary key (id),
  constraint project_key_unique unique (key)
);
comment on table project is 'Copy of project-service''s projects, from its events; nothing refers to it by foreign key';

create table project_member (
  project_id uuid not null,
  subject text not null,
  role text not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  revision bigint not null,
  constraint project_member_pk primary key (project_id, subject)
);
create index project_member_subject on project_member (subject, project_id);
comment on table project_member is 'Copy of project-service''s members, a row for each subject that is or was one, with the last stay';

create table model (
  id uuid not null,
  project_id uuid not null,
  project_key text not null,
  name text not null,
  kind text not null,
  paradigms text[] not null,
  intended_use text not null,
  out_of_scope_use text,
  owner_id text not null,
  last_number integer not null default 0,
  revision bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint model_pk primary key (id),
  constraint model_name_unique unique (project_id, name),
  constraint model_name_length check (char_length(name) between 1 and 200),
  constraint model_kind_known check
    (kind in ('TABULAR', 'RANKING', 'VISION', 'LANGUAGE', 'GENERATIVE', 'RL_POLICY', 'OTHER')),
  constraint model_revision_positive check (revision > 0)
);
create index model_kind_in_project on model (project_id, kind, name);
create index model_kind on model (kind, project_id, name);
comment on column model.project_key is 'Keys are never renamed or reused, so the full name needs no join';
comment on column model.last_number is 'The highest number ever given to a version; incremented under the row lock, so never given twice';
comment on column model.revision is 'The aggregate_version of the model''s last event';

create table run (
  id uuid not null,
  project_id uuid not null,
  model_id uuid not null,
  implicit boolean not null,
  metrics jsonb not null,
  training_data text[] not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint run_pk primary key (id),
  constraint run_model_fk foreign key (model_id) references model (id)
);
comment on table run is 'What a version was trained and measured with; an implicit one where a version was registered without naming a run';
comment on column run.metrics is 'Claimed by who registered it: it may inform, never satisfy a requirement';

create table model_version (
  id uuid not null,
  project_id uuid not null,
  model_id uuid not null,
  number integer not null,
  state text not null,
  digest text not null,
  digest_origin text not null,
  source_revision text not null,
  framework text not null,
  task text not null,
  authors text[] not null,
  human_author boolean not null,
  change_note text,
  supersedes integer,
  run_id uuid not null,
  round integer not null,
  submitted_by text,
  revision bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint model_version_pk primary key (id),
  constraint model_version_number_unique unique (project_id, model_id, number),
  constraint model_version_model_fk foreign key (model_id) references model (id),
  constraint model_version_run_fk foreign key (run_id) references run (id),
  constraint model_version_state_known check (state in
    ('DRAFT', 'REGISTERED', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'RELEASED', 'DEPRECATED', 'REVOKED', 'RETIRED')),
  constraint model_version_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$'),
  constraint model_version_origin_known check (digest_origin in ('CLAIMED', 'COMPUTED')),
  constraint model_version_number_positive check (number > 0),
  constraint model_version_supersedes_earlier check (supersedes < number),
  constraint model_version_authors_named check (cardinality(authors) between 1 and 50),
  constraint model_version_round_not_negative check (round >= 0),
  constraint model_version_submitter_known check (round = 0 or submitted_by is not null)
) with (fillfactor = 90);
create index model_version_state on model_version (project_id, model_id, state, number);
comment on table model_version is 'A version; only state, round, submitter and revision ever change, and the service''s role can change nothing else';
comment on column model_version.human_author is 'Whether an author is a person, as the identity provider said at registration';
comment on column model_version.revision is 'The aggregate_version of the version''s last event';

create table version_release (
  version_id uuid not null,
  decision_id uuid not null,
  project_id uuid not null,
  environment text not null,
  round integer not null,
  since timestamptz not null,
  until timestamptz,
  constraint version_release_pk primary key (version_id, decision_id),
  constraint version_release_version_fk foreign key (version_id) references model_version (id)
);
comment on table version_release is 'Where a version is released, one row a decision of review-service; a revocation ends them all';

create table assessment (
  version_id uuid not null,
  project_id uuid not null,
  assessment_id uuid not null,
  round integer not null,
  state text not null,
  as_of timestamptz not null,
  constraint assessment_pk primary key (version_id),
  constraint assessment_version_fk foreign key (version_id) references model_version (id)
) with (fillfactor = 90);
comment on table assessment is 'Copy of the last assessment of a version, from review-service''s events';

create table review_event (
  version_id uuid not null,
  after_revision bigint not null,
  position bigint not null,
  event_id uuid not null,
  project_id uuid not null,
  type text not null,
  actor text not null,
  on_behalf_of text,
  occurred_at timestamptz not null,
  data jsonb not null,
  constraint review_event_pk primary key (version_id, after_revision, position),
  constraint review_event_unique unique (event_id),
  constraint review_event_version_fk foreign key (version_id) references model_version (id)
);
comment on table review_event is 'Copies of review-service''s events about a version, for its history; insert-only';
comment on column review_event.after_revision is 'The version''s revision when the copy arrived: the history''s order is then (revision, position), which only ever grows at its end';
comment on column review_event.position is 'The event''s position in review-service''s log';

grant select, insert, update on project, project_member to ${service_role};
grant select, insert, update (intended_use, out_of_scope_use, last_number, revision) on model to ${service_role};
grant select, insert on run, review_event to ${service_role};
grant select, insert, update (state, round, submitted_by, revision) on model_version to ${service_role};
grant select, insert, update (until) on version_release to ${service_role};
grant select, insert, update (assessment_id, round, state, as_of) on assessment to ${service_role};
