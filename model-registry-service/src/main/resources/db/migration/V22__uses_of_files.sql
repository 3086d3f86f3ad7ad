-- A file that an evaluation reads stays as it is and is given to the service that reads it, for a stated purpose and until a
-- stated instant. A service reads no other file by its own identity.
--
-- Locks: none but on the new table. Cost: one row an evaluation.

create table artifact_use (
  id uuid not null,
  project_id uuid not null,
  path text collate "C" not null,
  digest text not null,
  size bigint not null,
  purpose text not null,
  keep_until timestamptz not null,
  created_by text not null,
  created_at timestamptz not null,
  constraint artifact_use_pk primary key (id),
  constraint artifact_use_purpose_known check (purpose in ('EVALUATION'))
);
create index artifact_use_place on artifact_use (project_id, path, keep_until);
comment on table artifact_use is 'Who may read which file for what; until keep_until the file is neither replaced nor removed';

grant select, insert on artifact_use to ${service_role};
