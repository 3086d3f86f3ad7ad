-- Model cards: every card that a version ever had, by its digest; the version names the one that counts. And how runs
-- were made: code, environment, seed, preprocessing. And of models, who sold them; what kind a model is may be said anew
-- until a version of it was submitted, since MLflow's clients register models of which only the name is known.
--
-- Locks: access exclusive on model while a column without a default is added. Cost: none that grows.

create table version_card (
  version_id uuid not null,
  digest text not null,
  content bytea not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint version_card_pk primary key (version_id, digest),
  constraint version_card_version_fk foreign key (version_id) references model_version (id),
  constraint version_card_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$')
);
comment on table version_card is 'Model cards; insert-only';
comment on column version_card.content is 'The canonical JSON (RFC 8785) whose SHA-256 is the digest';

create table run_setup (
  run_id uuid not null,
  content jsonb not null,
  said_at timestamptz not null default now(),
  said_by text not null,
  constraint run_setup_pk primary key (run_id),
  constraint run_setup_run_fk foreign key (run_id) references run (id)
);
comment on table run_setup is 'How a run was made, as those who ran it say; a version that is registered from it keeps it in its record';

alter table model add column vendor text;
comment on column model.vendor is 'Whom it was bought from, absent of one that was made here';

grant update (kind, paradigms, vendor) on model to ${service_role};
grant select, insert, update (content, said_at, said_by) on run_setup to ${service_role};
grant select, insert on version_card to ${service_role};
