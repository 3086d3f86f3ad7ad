-- review-service, first slice: policies, assessments with their reviews, release and revocation decisions, proposals,
-- and the read copies of projects, members, models and versions that duties and the gate are decided on.
--
-- Free text (reasons, comments, answers) stands in note alone, with its salt; events carry sha256(salt || text), so that
-- a text can be erased while the proof holds. Rows that prove something are insert-only for the service's role.
--
-- Locks: none but those of creation. Cost at 10 M versions: each list and each question of the gate is served by an
-- index named below.

create table policy_version (
  id uuid not null,
  name text not null,
  number integer not null,
  digest text not null,
  document text not null,
  published_at timestamptz not null default clock_timestamp(),
  constraint policy_version_pk primary key (id),
  constraint policy_version_number_uq unique (name, number),
  constraint policy_version_digest_ck check (digest ~ '^sha256:[0-9a-f]{64}$')
);
comment on table policy_version is 'Published policies, immutable; document is the exact text whose SHA-256 is digest';

-- Copies of other services' facts; every row is rebuilt by a replay of the topics from their start.

create table project_copy (
  id uuid not null,
  key text not null,
  unit text not null,
  state text not null,
  revision bigint not null,
  constraint project_copy_pk primary key (id),
  constraint project_copy_key_uq unique (key)
);

create table member_copy (
  project_id uuid not null,
  subject text not null,
  role text not null,
  since timestamptz not null,
  until timestamptz,
  constraint member_copy_pk primary key (project_id, subject)
);
create index member_copy_subject_ix on member_copy (subject, project_id);
comment on table member_copy is 'Members, past ones too (until): a lead stays barred from reviewing a project that was the lead''s own';

create table model_copy (
  id uuid not null,
  project_id uuid not null,
  name text not null,
  revision bigint not null,
  constraint model_copy_pk primary key (id),
  constraint model_copy_name_uq unique (name)
);
comment on column model_copy.name is 'Full name: project key, dot, name within the project';

create table version_copy (
  id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  number integer not null,
  state text not null,
  digest text,
  round integer not null default 0,
  revision bigint not null,
  changed_at timestamptz not null,
  constraint version_copy_pk primary key (id),
  constraint version_copy_number_uq unique (model_id, number)
);
create index version_copy_digest_ix on version_copy (digest, model_id, number desc);
comment on column version_copy.revision is 'The registry''s revision of the version: releases and revocations compare their If-Match with it';

create table contributor (
  version_id uuid not null,
  subject text not null,
  part text not null,
  constraint contributor_pk primary key (version_id, subject, part),
  constraint contributor_part_ck check (part in ('AUTHOR', 'REGISTRANT', 'SUBMITTER'))
);
comment on table contributor is 'Everybody who ever authored, registered or submitted a version; only ever added to, so that no later revision hides one';

create table note (
  id uuid not null,
  salt bytea not null,
  text text,
  author text not null,
  at timestamptz not null default clock_timestamp(),
  constraint note_pk primary key (id)
);
comment on table note is 'Free text of people; text becomes null when erased, the salted digest in the log then still proves that there was one';

create table assessment (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  round integer not null,
  digest text not null,
  policy_version_id uuid not null,
  state text not null,
  cause text,
  opened_at timestamptz not null,
  decided_at timestamptz,
  revision bigint not null,
  constraint assessment_pk primary key (id),
  constraint assessment_round_uq unique (version_id, round),
  constraint assessment_policy_fk foreign key (policy_version_id) references policy_version (id),
  constraint assessment_state_ck check (state in ('OPEN', 'PASSED', 'FAILED', 'LOST', 'WITHDRAWN'))
);
create index assessment_bytes_ix on assessment (model_id, digest, opened_at) where state = 'PASSED';
comment on table assessment is 'One per version and round; its row lock orders every decision of the round';

create table review (
  id uuid not null,
  assessment_id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  type text not null,
  round integer not null,
  state text not null,
  digest text not null,
  policy_version_id uuid not null,
  requested_by text not null,
  approvals_required integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  revision bigint not null,
  constraint review_pk primary key (id),
  constraint review_type_uq unique (version_id, round, type),
  constraint review_assessment_fk foreign key (assessment_id) references assessment (id),
  constraint review_state_ck check (state in ('REQUESTED', 'ASSIGNED', 'IN_PROGRESS', 'CHANGES_REQUESTED', 'APPROVED',
    'APPROVED_WITH_CONDITIONS', 'REJECTED', 'VOIDED', 'EXPIRED'))
);
create index review_assessment_ix on review (assessment_id);
create index review_project_ix on review (project_id, id);
create index review_model_ix on review (model_id, id);
create index review_state_ix on review (state, type, id);
comment on column review.revision is 'Moves by each event of the review, and covers what the review is bound to';

create table review_assignee (
  review_id uuid not null,
  subject text not null,
  since timestamptz not null,
  started boolean not null,
  constraint review_assignee_pk primary key (review_id, subject),
  constraint review_assignee_review_fk foreign key (review_id) references review (id)
);
create index review_assignee_subject_ix on review_assignee (subject, review_id);

create table review_decision (
  id uuid not null,
  review_id uuid not null,
  decision text not null,
  subject text not null,
  unit text,
  digest text not null,
  policy_version_id uuid not null,
  conflict_declared boolean not null,
  note_id uuid not null,
  at timestamptz not null,
  retracted_at timestamptz,
  retraction_note_id uuid,
  constraint review_decision_pk primary key (id),
  constraint review_decision_review_fk foreign key (review_id) references review (id),
  constraint review_decision_note_fk foreign key (note_id) references note (id),
  constraint review_decision_retraction_fk foreign key (retraction_note_id) references note (id),
  constraint review_decision_ck check (decision in ('APPROVED', 'CHANGES_REQUESTED', 'REJECTED'))
);
create index review_decision_review_ix on review_decision (review_id, id);
create unique index review_decision_approval_uq on review_decision (review_id, subject)
  where decision = 'APPROVED' and retracted_at is null;
comment on table review_decision is 'What people decided, with what it was decided for; an approval counts while it is not retracted and that still stands';

create table review_comment (
  id uuid not null,
  review_id uuid not null,
  note_id uuid not null,
  constraint review_comment_pk primary key (id),
  constraint review_comment_review_fk foreign key (review_id) references review (id),
  constraint review_comment_note_fk foreign key (note_id) references note (id)
);
create index review_comment_review_ix on review_comment (review_id, id);

create table finding (
  id uuid not null,
  review_id uuid not null,
  version_id uuid not null,
  severity text not null,
  state text not null,
  owner text not null,
  opened_by text not null,
  note_id uuid not null,
  answer_note_id uuid,
  opened_at timestamptz not null,
  revision bigint not null,
  constraint finding_pk primary key (id),
  constraint finding_review_fk foreign key (review_id) references review (id),
  constraint finding_note_fk foreign key (note_id) references note (id),
  constraint finding_answer_fk foreign key (answer_note_id) references note (id),
  constraint finding_severity_ck check (severity in ('BLOCKER', 'MAJOR', 'MINOR', 'NOTE')),
  constraint finding_state_ck check (state in ('OPEN', 'ANSWERED', 'FIXED', 'ACCEPTED', 'WITHDRAWN'))
);
create index finding_review_ix on finding (review_id, id);

create table revocation (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  round integer not null,
  digest text not null,
  cause text not null,
  decided_at timestamptz not null,
  constraint revocation_pk primary key (id)
);
create index revocation_bytes_ix on revocation (model_id, digest, decided_at);
create index revocation_version_ix on revocation (version_id);

create table release_decision (
  id uuid not null,
  assessment_id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  round integer not null,
  digest text not null,
  environment text not null,
  policy_version_id uuid not null,
  outcome text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  requirements text not null,
  revocation_id uuid,
  constraint release_decision_pk primary key (id),
  constraint release_decision_assessment_fk foreign key (assessment_id) references assessment (id),
  constraint release_decision_revocation_fk foreign key (revocation_id) references revocation (id),
  constraint release_decision_outcome_ck check (outcome in ('RELEASED', 'RENEWED'))
);
create unique index release_decision_standing_uq on release_decision (version_id, environment, round) where revocation_id is null;
create index release_decision_version_ix on release_decision (version_id, id);
comment on column release_decision.requirements is 'What every requirement said at the instant of the decision, as JSON';
comment on column release_decision.revocation_id is 'The revocation that closed it; a decision stands while this is null';

create table proposal (
  id uuid not null,
  act text not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  round integer not null,
  payload_digest text not null,
  proposer text not null,
  note_id uuid not null,
  state text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  revision bigint not null,
  constraint proposal_pk primary key (id),
  constraint proposal_note_fk foreign key (note_id) references note (id),
  constraint proposal_act_ck check (act in ('REVOKE')),
  constraint proposal_state_ck check (state in ('OPEN', 'APPROVED', 'LAPSED'))
);
create unique index proposal_open_uq on proposal (version_id, act) where state = 'OPEN';
create index proposal_expiry_ix on proposal (expires_at) where state = 'OPEN';
create index proposal_project_ix on proposal (project_id, id);
comment on table proposal is 'An act that takes two people, between the first and the second of them';

create table proposal_approval (
  proposal_id uuid not null,
  subject text not null,
  as_lead boolean not null,
  as_reviewer boolean not null,
  at timestamptz not null,
  constraint proposal_approval_pk primary key (proposal_id, subject),
  constraint proposal_approval_proposal_fk foreign key (proposal_id) references proposal (id),
  constraint proposal_approval_capacity_ck check (as_lead or as_reviewer)
);

create table gate_denial (
  id uuid not null,
  version_id uuid not null,
  digest text not null,
  environment text not null,
  unmet text not null,
  hour timestamptz not null,
  constraint gate_denial_pk primary key (id),
  constraint gate_denial_hour_uq unique (hour, digest, environment, version_id, unmet)
);
comment on table gate_denial is 'Which denials are in the event log already: one per digest, environment, unmet set and hour; kept for a day';

grant select, insert on policy_version, contributor, revocation to ${service_role};
grant select, insert, delete on gate_denial to ${service_role};
grant select, insert, update on project_copy, member_copy, model_copy, version_copy to ${service_role};
grant select, insert on assessment, review, review_decision, review_comment, finding, release_decision, proposal, proposal_approval
  to ${service_role};
grant select, insert, delete on review_assignee to ${service_role};
grant update (since, started) on review_assignee to ${service_role};
grant select, insert on note to ${service_role};
grant update (state, cause, decided_at, revision) on assessment to ${service_role};
grant update (state, changed_at, revision) on review to ${service_role};
grant update (retracted_at, retraction_note_id) on review_decision to ${service_role};
grant update (state, answer_note_id, revision) on finding to ${service_role};
grant update (revocation_id) on release_decision to ${service_role};
grant update (state, revision) on proposal to ${service_role};
