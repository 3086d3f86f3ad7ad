-- How predictions of a version are evaluated is fixed before there are results: metrics, limits, groups and sizes, as
-- canonical JSON whose digest every evaluation carries. A plan never changes and is never removed.
--
-- Locks: none but on the new table. Cost: at most 20 rows a version.

create table evaluation_plan (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  number integer not null,
  digest text not null,
  content text not null,
  created_by text not null,
  created_at timestamptz not null,
  constraint evaluation_plan_pk primary key (id),
  constraint evaluation_plan_number_uq unique (version_id, number),
  constraint evaluation_plan_digest_uq unique (version_id, digest),
  constraint evaluation_plan_digest_ck check (digest ~ '^sha256:[0-9a-f]{64}$')
);
comment on column evaluation_plan.content is 'RFC 8785 JSON; its SHA-256 is the digest';

grant select, insert on evaluation_plan to ${service_role};
