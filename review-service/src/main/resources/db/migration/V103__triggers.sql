-- What happens elsewhere may concern a version that is under way or released: data that it descends from are withdrawn, other
-- bytes run than were released, a use case changes. Each of it is kept as a trigger that fired, once for a version and cause,
-- with what followed by rule. Rows are added; only what followed is filled in.
--
-- assessment.triggered keeps which kinds of review a round was asked for beyond its policy.
--
-- draft_withdrawn_data keeps which withdrawn data a draft descends from, until it has bytes and is known here.
--
-- Locks: access exclusive on assessment while it gets its column (no rewrite; a constant default); share on model_copy and on
-- classification while an index is built over each. Cost: one pass over both.

create table fired_trigger (
  id uuid not null,
  kind text not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  digest text not null,
  cause_id uuid not null,
  measure text not null,
  reviews text[] not null,
  rules text not null,
  hold_id uuid,
  incident_id uuid,
  fired_at timestamptz not null,
  constraint fired_trigger_pk primary key (id),
  constraint fired_trigger_once_uq unique (version_id, kind, cause_id),
  constraint fired_trigger_hold_fk foreign key (hold_id) references hold (id),
  constraint fired_trigger_incident_fk foreign key (incident_id) references incident (id),
  constraint fired_trigger_kind_ck check (kind in ('DATA_WITHDRAWN', 'ANCESTOR_REVOKED', 'DEPLOYMENT_MISMATCH',
    'USE_CASE_CHANGED')),
  constraint fired_trigger_measure_ck check (char_length(measure) <= 1000)
);
create index fired_trigger_version_ix on fired_trigger (version_id, id);
create index fired_trigger_project_ix on fired_trigger (project_id, id);
create index fired_trigger_model_ix on fired_trigger (model_id, kind);
create index fired_trigger_hold_ix on fired_trigger (hold_id) where hold_id is not null;
create index fired_trigger_incident_ix on fired_trigger (incident_id) where incident_id is not null;
comment on table fired_trigger is 'That something happened by which a version has to be looked at again';
comment on column fired_trigger.cause_id is 'What happened: the data set, the revocation, the deployment, or the event of the use case';
comment on column fired_trigger.reviews is 'The kinds of review that are asked for by it, in the round that goes on or in the next one';

create table draft_withdrawn_data (
  version_id uuid not null,
  dataset_id uuid not null,
  constraint draft_withdrawn_data_pk primary key (version_id, dataset_id)
);
comment on table draft_withdrawn_data is 'Which withdrawn data a version descended from before it had bytes';

create index model_copy_use_case_ix on model_copy using gin (use_case_ids);
create index classification_model_of_use_case_ix on classification (use_case_id, model_id);

alter table assessment add column triggered text[] not null default '{}';

grant select, insert on fired_trigger, draft_withdrawn_data to ${service_role};
grant update (reviews, hold_id, incident_id) on fired_trigger to ${service_role};
grant update (triggered) on assessment to ${service_role};
