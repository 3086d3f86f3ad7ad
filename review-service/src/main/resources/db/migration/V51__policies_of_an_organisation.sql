-- Policies come about in the installation: drafted, tried against what is open and what was released, published by two
-- people, retired by two people. A published document stands in policy_version as before, under the same id, and never
-- changes there; what stands in policy says where it holds and in which state it is. Several that hold for one project are
-- united; a union is a policy_version too, named by its digest.
--
-- Locks: none but those of creation, and of an index over the versions under review. Cost: one index build over version_copy.

create table policy (
  id uuid not null,
  name text not null,
  number integer not null,
  scope_kind text not null,
  scope_key text,
  state text not null,
  document text not null,
  digest text not null,
  created_by text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  retired_at timestamptz,
  revision bigint not null,
  constraint policy_pk primary key (id),
  constraint policy_number_uq unique (name, number),
  constraint policy_scope_ck check (scope_kind in ('ORGANISATION', 'UNIT', 'PROJECT')
    and (scope_kind = 'ORGANISATION') = (scope_key is null)),
  constraint policy_state_ck check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')
    and (state = 'DRAFT') = (published_at is null) and (state = 'RETIRED') = (retired_at is not null))
);
create index policy_scope_ix on policy (scope_kind, scope_key, name, number) where state <> 'DRAFT';
comment on table policy is 'A policy from its draft to its retirement; of each name the newest number that was published holds, unless it is retired';
comment on table policy_version is 'Published policies and unions of them, immutable; document is the exact text whose SHA-256 is digest, a union is named by it';

create table policy_consent (
  policy_id uuid not null,
  act text not null,
  subject text not null,
  digest text not null,
  as_lead boolean not null,
  as_admin boolean not null,
  at timestamptz not null,
  constraint policy_consent_pk primary key (policy_id, act, subject),
  constraint policy_consent_policy_fk foreign key (policy_id) references policy (id) on delete cascade,
  constraint policy_consent_act_ck check (act in ('PUBLISH', 'RETIRE')),
  constraint policy_consent_capacity_ck check (as_lead or as_admin)
);
comment on table policy_consent is 'Who is for publishing or retiring exactly these bytes; counts for seven days';

create table policy_dry_run (
  id uuid not null,
  policy_id uuid not null,
  digest text not null,
  state text not null,
  part text not null,
  after_id uuid not null,
  versions integer not null,
  releases integer not null,
  newly_blocked integer not null,
  stopped integer not null,
  counts text not null,
  blocked text not null,
  past text not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  constraint policy_dry_run_pk primary key (id),
  constraint policy_dry_run_policy_fk foreign key (policy_id) references policy (id) on delete cascade,
  constraint policy_dry_run_state_ck check (state in ('RUNNING', 'DONE', 'OUTDATED')),
  constraint policy_dry_run_part_ck check (part in ('OPEN_VERSIONS', 'RELEASES'))
);
create index policy_dry_run_policy_ix on policy_dry_run (policy_id, id);
create index policy_dry_run_running_ix on policy_dry_run (id) where state = 'RUNNING';
comment on table policy_dry_run is 'What a draft would have said of every open version and every release; after_id is how far it got';

create index version_copy_review_ix on version_copy (id) where state in ('IN_REVIEW', 'APPROVED');

grant select, insert, delete on policy, policy_consent, policy_dry_run to ${service_role};
grant update (document, digest, state, published_at, retired_at, revision) on policy to ${service_role};
grant update (digest, as_lead, as_admin, at) on policy_consent to ${service_role};
grant update (state, part, after_id, versions, releases, newly_blocked, stopped, counts, blocked, past, finished_at)
  on policy_dry_run to ${service_role};
