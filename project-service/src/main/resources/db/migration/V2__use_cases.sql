-- What a project's models are used for.
--
-- A use case belongs to its project's aggregate, so its revision is the project's at its last change. It is never
-- deleted: what a model was judged for is asked again years later.
--
-- Locks: none but those of creation. Cost: none, the table starts empty. Sized for 100 thousand; the list of a project
-- reads the index that ends in its order.

create table use_case (
  id uuid not null,
  project_id uuid not null,
  name varchar(200) not null,
  purpose varchar(4000) not null,
  decision_supported varchar(4000) not null,
  users varchar(4000) not null,
  affected_people varchar(4000) not null,
  jurisdictions text[] not null,
  organisation_role varchar(16) not null,
  alternatives_considered varchar(4000),
  created_at timestamptz not null,
  created_by varchar(255) not null,
  revision bigint not null,
  constraint use_case_pk primary key (id),
  constraint use_case_project_fk foreign key (project_id) references project (id),
  constraint use_case_role_ck check (organisation_role in ('PROVIDER', 'DEPLOYER', 'IMPORTER', 'DISTRIBUTOR')),
  constraint use_case_jurisdictions_ck check (cardinality(jurisdictions) between 1 and 60)
);
create index use_case_project on use_case (project_id, id);
comment on table use_case is 'A use of a project''s models: the decision supported, the people affected, and where';
comment on column use_case.revision is 'Revision of the project at the last change';

grant select, insert on use_case to ${service_role};
grant update (name, purpose, decision_supported, users, affected_people, jurisdictions, organisation_role,
  alternatives_considered, revision) on use_case to ${service_role};
