-- What a version's digest is of stays findable; versions are deprecated, renewed and reviewed again after a revocation;
-- data are registered once, and what a run read is read in one way.
--
-- Until now a project could register the same bytes of data twice, and withdrawing one entry left the other in use. A
-- project that has them twice keeps the first; the later ones have to be removed by hand before this runs, for no rule can
-- say which of their terms holds.
--
-- Locks: access exclusive on model_version for a moment (no row is rewritten), share on dataset while its index is built.

alter table model_version
  add column files text,
  add column successor integer,
  add column last_day date,
  add column renewing boolean not null default false;
comment on column model_version.successor is 'The number of the version that takes its place, of a deprecated one';
comment on column model_version.last_day is 'The last day that it may run where it runs, of a deprecated one';
comment on column model_version.renewing is 'Of a released one: whether a round of its renewal is under way';
comment on column model_version.files is 'Where in its project Assay keeps the bytes that its digest is of, absent where it does not; MLflow''s clients load from there';
grant update (files, successor, last_day, renewing) on model_version to ${service_role};

drop trigger model_version_digest_fixed on model_version;
create or replace function keep_digest() returns trigger language plpgsql as $$
begin
  raise exception 'What version % consists of is fixed', old.id using errcode = 'integrity_constraint_violation';
end
$$;
create trigger model_version_digest_fixed before update of digest, digest_origin, files on model_version
  for each row when (old.state <> 'DRAFT') execute function keep_digest();
comment on function keep_digest is 'Nothing but the registration of a draft writes a digest and where its bytes lie';

create table version_statement (
  version_id uuid not null,
  revision bigint not null,
  text text,
  salt bytea not null,
  said_by text not null,
  said_at timestamptz not null default now(),
  constraint version_statement_pk primary key (version_id, revision),
  constraint version_statement_version_fk foreign key (version_id) references model_version (id)
);
comment on table version_statement is 'What somebody said with the act of a revision; its event has sha256 of salt and text only, which holds when the text is erased';
grant select, insert on version_statement to ${service_role};

create unique index dataset_bytes_unique on dataset (project_id, digest);
drop index dataset_digest;

create function input_kind(tags jsonb) returns text language sql immutable as $$
  select case lower((select t ->> 'value' from jsonb_array_elements(tags) t
                      where t ->> 'key' = 'mlflow.data.context' limit 1))
    when 'validation' then 'TUNED_ON'
    when 'val' then 'TUNED_ON'
    when 'tuning' then 'TUNED_ON'
    when 'eval' then 'EVALUATED_ON'
    when 'evaluation' then 'EVALUATED_ON'
    when 'test' then 'EVALUATED_ON'
    when 'testing' then 'EVALUATED_ON'
    else 'TRAINED_ON' end
$$;
comment on function input_kind is 'How a run used data, by what MLflow''s clients tag the use with; of data whose part is not said, it is taken that they were learned from';
