-- Two people may let a version pass a requirement that it does not meet, for exact bytes, under one policy, for a while, and
-- only where the policy lets that requirement be overridden. What they took on themselves stays visible for good.
--
-- A proposal therefore says what of its version it is about (subject) and what exactly is proposed (payload, whose SHA-256 is
-- payload_digest; none where the digest itself is the payload, as of a revocation).
--
-- Locks: access exclusive on proposal while its rows get their subject, and its index of open ones is built. Cost: one update
-- of each proposal; there are few.

alter table proposal
  add column subject text,
  add column payload text,
  drop constraint proposal_act_ck;
update proposal set subject = version_id::text;
alter table proposal
  alter column subject set not null,
  add constraint proposal_act_ck check (act in ('REVOKE', 'OVERRIDE'));
drop index proposal_open_uq;
create unique index proposal_open_uq on proposal (act, subject) where state = 'OPEN';
comment on column proposal.subject is 'What is acted on, so that one act on it is proposed once at a time';

create table requirement_override (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  proposal_id uuid not null,
  requirement text not null,
  digest text not null,
  policy_version_id uuid not null,
  approvers text[] not null,
  note_id uuid not null,
  state text not null,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_by text,
  withdrawal_note_id uuid,
  ended_at timestamptz,
  revision bigint not null,
  constraint requirement_override_pk primary key (id),
  constraint requirement_override_proposal_fk foreign key (proposal_id) references proposal (id),
  constraint requirement_override_policy_fk foreign key (policy_version_id) references policy_version (id),
  constraint requirement_override_note_fk foreign key (note_id) references note (id),
  constraint requirement_override_withdrawal_fk foreign key (withdrawal_note_id) references note (id),
  constraint requirement_override_state_ck check (state in ('GRANTED', 'EXPIRED', 'WITHDRAWN')),
  constraint requirement_override_people_ck check (cardinality(approvers) >= 2 and approvers[1] <> approvers[2]),
  constraint requirement_override_life_ck check (expires_at > granted_at
    and expires_at <= granted_at + interval '90 days')
);
create unique index requirement_override_granted_uq on requirement_override (version_id, requirement) where state = 'GRANTED';
create index requirement_override_version_ix on requirement_override (version_id, id);
create index requirement_override_expiry_ix on requirement_override (expires_at) where state = 'GRANTED';

grant select, insert on requirement_override to ${service_role};
grant update (state, withdrawn_by, withdrawal_note_id, ended_at, revision) on requirement_override to ${service_role};
