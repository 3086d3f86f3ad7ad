-- How much risk a use of a model carries, as the questionnaire was answered or a person raised it.
--
-- Locks: none but those of creation. Cost: none, the tables start empty. Sized for 10 classifications of each of 1 M
-- models: the gate reads the few last ones of one model by the index (model, use case, id) and the unique one on what is
-- superseded.

create table use_case_copy (
  id uuid not null,
  project_id uuid not null,
  revision bigint not null,
  constraint use_case_copy_pk primary key (id)
);
comment on column use_case_copy.revision is 'Revision of the project at the use case''s last change';

create table classification (
  id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  use_case_id uuid not null,
  use_case_revision bigint not null,
  questionnaire text not null,
  questionnaire_digest text not null,
  answers jsonb not null,
  evidence jsonb not null,
  tier text not null,
  raised boolean not null,
  note_id uuid,
  decided_by text not null,
  decided_at timestamptz not null,
  valid_until timestamptz not null,
  supersedes uuid,
  constraint classification_pk primary key (id),
  constraint classification_note_fk foreign key (note_id) references note (id),
  constraint classification_supersedes_fk foreign key (supersedes) references classification (id),
  constraint classification_supersedes_uq unique (supersedes),
  constraint classification_tier_ck check (tier in ('MINIMAL', 'LIMITED', 'HIGH', 'PROHIBITED')),
  constraint classification_raised_ck check (raised = (note_id is not null))
);
create index classification_model on classification (model_id, use_case_id, id);
create index classification_model_newest on classification (model_id, id);
create unique index classification_first_uq on classification (model_id, use_case_id) where supersedes is null;
comment on table classification is 'One line per model and use case: each but the first supersedes one other';
comment on column classification.raised is 'A person set the tier above what the answers lead to; the note says why';

grant select, insert, update on use_case_copy to ${service_role};
grant select, insert on classification to ${service_role};
