-- A model names the use cases it serves, and its owner may change; a draft is said whole when it is registered.
--
-- What a run of MLflow's client leaves as a draft has no source revision, framework, task, change note and no version it takes
-- the place of, for its client has no words for them. They are written with the draft's registration, as its digest is, and
-- the same trigger holds them from then on. Words of the change note are found like those that came with the insert.
--
-- The use cases of a project are copied, so that a model names none of another project.
--
-- Locks: ACCESS EXCLUSIVE on model and model_version for a moment; no row is rewritten, whatever their number.

alter table model add column use_case_ids uuid[] not null default '{}';
alter table model add constraint model_use_cases_bounded check (cardinality(use_case_ids) <= 50) not valid;
comment on column model.use_case_ids is 'The use cases of its project that it serves, as its contributors say';
grant update (owner_id, use_case_ids) on model to ${service_role};

create table project_use_case (
  id uuid not null,
  project_id uuid not null,
  constraint project_use_case_pk primary key (id)
);
comment on table project_use_case is 'Copy of which use cases a project has; they never go and never change the project';
grant select, insert on project_use_case to ${service_role};

grant update (source_revision, framework, task, change_note, supersedes) on model_version to ${service_role};
drop trigger model_version_digest_fixed on model_version;
create trigger model_version_digest_fixed
  before update of digest, digest_origin, files, source_revision, framework, task, change_note, supersedes on model_version
  for each row when (old.state <> 'DRAFT') execute function keep_digest();
comment on function keep_digest is 'Nothing but the registration of a draft writes what it consists of and is said to be';

drop trigger model_version_described on model_version;
create trigger model_version_described after update of description, change_note on model_version
  for each row
  when (old.description is distinct from new.description or old.change_note is distinct from new.change_note)
  execute function version_described();
