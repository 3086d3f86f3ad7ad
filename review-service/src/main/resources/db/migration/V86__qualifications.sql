-- A qualification says that a person may review a kind of review that the person's role does not open, or is qualified for a
-- special section of the performance review. Two administrators grant it, one ends it; it is never changed otherwise, so that
-- what rested on it can be told for good.
--
-- An approval that somebody gave by a qualification keeps which one. A proposal may be about nobody's project.
--
-- Locks: access exclusive on proposal, proposal_approval and review_decision, for the change of their columns; no row is
-- rewritten. Cost: none beyond that, the table starts empty.

create table qualification (
  id uuid not null,
  subject text not null,
  review_type text not null,
  unit text,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  granted_by text[] not null,
  granted_at timestamptz not null,
  proposal_id uuid not null,
  note_id uuid not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_note_id uuid,
  revision bigint not null,
  constraint qualification_pk primary key (id),
  constraint qualification_proposal_fk foreign key (proposal_id) references proposal (id),
  constraint qualification_note_fk foreign key (note_id) references note (id),
  constraint qualification_withdrawal_fk foreign key (withdrawal_note_id) references note (id),
  constraint qualification_life_ck check (valid_from >= granted_at and valid_until > valid_from),
  constraint qualification_people_ck check (cardinality(granted_by) = 2 and granted_by[1] <> granted_by[2]
    and subject <> all (granted_by)),
  constraint qualification_withdrawn_ck check ((withdrawn_at is null) = (withdrawn_by is null)
    and (withdrawn_at is null) = (withdrawal_note_id is null))
);
create index qualification_type_ix on qualification (review_type, subject, id);
create index qualification_subject_ix on qualification (subject, id);
comment on column qualification.review_type is 'A kind of review, or FL, RL or GEN: a special section of the performance review';
comment on column qualification.unit is 'It counts for projects that this unit answers for; for every project where there is none';

alter table review_decision
  add column qualification_id uuid,
  add constraint review_decision_qualification_fk foreign key (qualification_id) references qualification (id);
comment on column review_decision.qualification_id is 'What lets it be decided by somebody whose role alone does not';

alter table proposal_approval
  add column as_admin boolean not null default false,
  drop constraint proposal_approval_capacity_ck,
  add constraint proposal_approval_capacity_ck check (as_lead or as_reviewer or as_admin);

alter table proposal
  alter column model_id drop not null,
  alter column project_id drop not null,
  drop constraint proposal_act_ck,
  drop constraint proposal_version_ck,
  add constraint proposal_act_ck check (act in ('REVOKE', 'OVERRIDE', 'LOWER_TIER', 'GRANT_QUALIFICATION')),
  add constraint proposal_version_ck check ((act in ('REVOKE', 'OVERRIDE')) = (version_id is not null)
    and (version_id is null) = (round is null)
    and (act = 'GRANT_QUALIFICATION') = (model_id is null)
    and (model_id is null) = (project_id is null));

grant select, insert on qualification to ${service_role};
grant update (withdrawn_by, withdrawn_at, withdrawal_note_id, revision) on qualification to ${service_role};
