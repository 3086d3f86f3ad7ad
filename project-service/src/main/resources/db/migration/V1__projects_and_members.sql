-- Projects and their members.
--
-- A project is one aggregate: its revision numbers the events of the project and of its members. A key is never
-- reused, so a project is never deleted; neither is a membership, which ends instead. The text of a reason stands
-- apart from the event log with its salt, so that it can be erased while the event's digest still holds.
--
-- Locks: none but those of creation. Cost: none, the tables start empty. Sized for 10 thousand people and as many
-- projects; every list reads an index that ends in the order of the list (ids are UUIDv7, so in order of creation).

create table project (
  id uuid not null,
  key varchar(40) not null,
  name varchar(200) not null,
  business_goal varchar(4000) not null,
  sponsor varchar(255) not null,
  unit varchar(64) not null,
  state varchar(16) not null,
  scope_in varchar(4000),
  scope_out varchar(4000),
  starts_on date,
  ends_on date,
  owner varchar(255) not null,
  created_at timestamptz not null,
  created_by varchar(255) not null,
  revision bigint not null,
  constraint project_pk primary key (id),
  constraint project_key_uq unique (key),
  constraint project_key_ck check (key ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
  constraint project_state_ck check (state in ('PROPOSED', 'ACTIVE', 'ON_HOLD', 'CLOSED')),
  constraint project_dates_ck check (ends_on >= starts_on),
  constraint project_revision_ck check (revision > 0)
);
create index project_state_ix on project (state, id);
create index project_unit_ix on project (unit, id);
comment on table project is 'The wall around models: what is planned, for whom, and who answers for it';
comment on column project.sponsor is 'sub of who answers for it in the business';
comment on column project.owner is 'sub of the principal owner: the founder, or the owner who took over';
comment on column project.revision is 'How many events the project and its members have; aggregate_version of the last one';

create table member (
  id uuid not null,
  project_id uuid not null,
  subject varchar(255) not null,
  role varchar(16) not null,
  unit varchar(64),
  machine boolean not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  revision bigint not null,
  constraint member_pk primary key (id),
  constraint member_project_fk foreign key (project_id) references project (id),
  constraint member_role_ck check (role in ('OWNER', 'CONTRIBUTOR', 'VIEWER')),
  constraint member_machine_ck check (not (machine and role = 'OWNER')),
  constraint member_period_ck check (valid_until >= valid_from)
);
create unique index member_project_current_uq on member (project_id, subject) where valid_until is null;
create index member_subject_current_ix on member (subject, project_id) where valid_until is null;
create index member_project_subject_ix on member (project_id, subject, id);
create index member_project_ix on member (project_id, id);
comment on table member is 'One stay of one person or machine in one project; ended, never deleted';
comment on column member.unit is 'Unit of the person when the stay began, as the identity provider said';
comment on column member.revision is 'Revision of the project at the last change of this stay';

create table project_transition (
  project_id uuid not null,
  revision bigint not null,
  act varchar(16) not null,
  reason varchar(2000) not null,
  salt bytea not null,
  decided_by varchar(255) not null,
  decided_at timestamptz not null,
  constraint project_transition_pk primary key (project_id, revision),
  constraint project_transition_project_fk foreign key (project_id) references project (id),
  constraint project_transition_act_ck check (act in ('HOLD', 'ACTIVATE', 'CLOSE')),
  constraint project_transition_salt_ck check (length(salt) = 16)
);
comment on table project_transition is 'Why a project changed state; the event of the same revision carries sha256(salt || reason)';

-- The service never deletes, and changes only what its acts change.
grant select, insert on project, member, project_transition to ${service_role};
grant update (name, business_goal, sponsor, unit, state, scope_in, scope_out, starts_on, ends_on, owner, revision)
  on project to ${service_role};
grant update (role, valid_until, revision) on member to ${service_role};
