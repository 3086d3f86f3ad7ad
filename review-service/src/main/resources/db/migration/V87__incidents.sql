-- Something goes wrong with a version: people report it as an incident, and what follows is a rule. SEV1 revokes what is
-- approved or released, SEV2 of a model of HIGH tier places a hold; either contains it. While a serious one is not contained,
-- the gate denies the bytes and nothing of the version is overridden; while any is not closed, one person may revoke.
--
-- hold.incident_id names the incident by whose rule it was placed: it is not lifted before a person looked into that.
-- proposal.incident_id names the incident in which one person did alone what takes two otherwise.
-- assessment.after_incident keeps what a round was opened after, since the revocation is ended by the round itself.
--
-- Locks: access exclusive on hold, proposal and assessment while each gets its column (no rewrite; a constant default).
-- Cost: each question of the gate reads the incidents of its bytes that are not closed, by an index that has nothing in it for
-- nearly all.

create table incident (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  digest text not null,
  severity text not null,
  source text not null,
  state text not null,
  note_id uuid not null,
  opened_by text not null,
  opened_at timestamptz not null,
  detected_at timestamptz not null,
  contain_by timestamptz,
  owner text,
  reportable_to text[] not null,
  contained_at timestamptz,
  contained_by text,
  containment_note_id uuid,
  revocation_id uuid,
  closed_at timestamptz,
  closed_by text,
  closure_note_id uuid,
  revision bigint not null,
  constraint incident_pk primary key (id),
  constraint incident_note_fk foreign key (note_id) references note (id),
  constraint incident_containment_note_fk foreign key (containment_note_id) references note (id),
  constraint incident_closure_note_fk foreign key (closure_note_id) references note (id),
  constraint incident_revocation_fk foreign key (revocation_id) references revocation (id),
  constraint incident_severity_ck check (severity in ('SEV1', 'SEV2', 'SEV3')),
  constraint incident_source_ck check (source in ('OBSERVATION', 'COMPLAINT', 'AUDIT', 'MONITORING', 'DEPLOYMENT')),
  constraint incident_state_ck check (state in ('OPEN', 'CONTAINED', 'CLOSED')),
  constraint incident_detected_ck check (detected_at <= opened_at),
  constraint incident_contained_ck check ((state = 'OPEN') = (contained_at is null)
    and (contained_by is null) = (containment_note_id is null)
    and (contained_by is null or contained_at is not null)),
  constraint incident_closed_ck check ((state = 'CLOSED') = (closed_at is not null)
    and (closed_at is null) = (closed_by is null) and (closed_at is null) = (closure_note_id is null)),
  constraint incident_two_people_ck check (closed_by <> opened_by)
);
create index incident_bytes_ix on incident (model_id, digest) where state <> 'CLOSED';
create index incident_version_ix on incident (version_id, id);
create index incident_project_ix on incident (project_id, id);
create index incident_revocation_ix on incident (revocation_id) where revocation_id is not null;
comment on table incident is 'What went wrong with a version, until a person other than who reported it says that it is over';
comment on column incident.contained_by is 'Who said that the gate is closed; absent where a rule closed it and nobody has yet';

alter table hold
  add column incident_id uuid,
  add constraint hold_incident_fk foreign key (incident_id) references incident (id);
alter table proposal
  add column incident_id uuid,
  add constraint proposal_incident_fk foreign key (incident_id) references incident (id);
alter table assessment add column after_incident boolean not null default false;

grant select, insert on incident to ${service_role};
grant update (state, contained_at, contained_by, containment_note_id, revocation_id, closed_at, closed_by, closure_note_id,
  revision) on incident to ${service_role};
