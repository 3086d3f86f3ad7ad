-- A hold closes the gate for the bytes of a version without a change of its state: one lead or reviewer places it at any
-- time, another lifts it, or its time ends. It counts for the bytes in the model, so that no other version of the same
-- bytes passes beside it.
--
-- Locks: none but those of creation. Cost: each question of the gate reads the standing holds of its bytes by an index that
-- has nothing in it for nearly all.

create table hold (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  digest text not null,
  placed_by text not null,
  note_id uuid not null,
  placed_at timestamptz not null,
  until timestamptz,
  lifted_by text,
  lift_note_id uuid,
  lifted_at timestamptz,
  revision bigint not null,
  constraint hold_pk primary key (id),
  constraint hold_note_fk foreign key (note_id) references note (id),
  constraint hold_lift_note_fk foreign key (lift_note_id) references note (id),
  constraint hold_until_ck check (until > placed_at),
  constraint hold_lifted_ck check ((lifted_at is null) = (lifted_by is null)
    and (lifted_at is null) = (lift_note_id is null)),
  constraint hold_two_people_ck check (lifted_by <> placed_by)
);
create index hold_bytes_ix on hold (model_id, digest) where lifted_at is null;
create index hold_version_ix on hold (version_id, id);
comment on table hold is 'Closes the gate for bytes of a model while it is not lifted and its time is not over';

grant select, insert on hold to ${service_role};
grant update (lifted_by, lift_note_id, lifted_at, revision) on hold to ${service_role};
