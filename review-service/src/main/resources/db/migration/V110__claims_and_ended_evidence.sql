-- Figures that somebody computed elsewhere, as evidence: kept and shown, and never computed with. And when the end of a
-- record was told, so that it is told once.
--
-- Locks: access exclusive on evidence for a moment, to add two columns without a default and to exchange a check, and
-- against writes while the index is made; both read the whole table once, about half a second for 10 M records.
-- Cost: one row for each figure, at most 200 a record.

alter table evidence add column data_digest text;
comment on column evidence.data_digest is 'The data that a claim was computed of; nobody else names it';
alter table evidence add column expired_at timestamptz;
comment on column evidence.expired_at is 'When it was told that valid_until is over';
create index evidence_expiry_ix on evidence (valid_until) where valid_until is not null and expired_at is null;
alter table evidence drop constraint evidence_kind_ck;
alter table evidence add constraint evidence_kind_ck check (kind in ('DOCUMENT', 'GROUP_COUNTS', 'PREDICTIONS', 'CLAIM'));

create table evidence_claim (
  evidence_id uuid not null,
  position integer not null,
  statistic text not null,
  group_name text,
  value double precision not null,
  ci_low double precision,
  ci_high double precision,
  n bigint,
  constraint evidence_claim_pk primary key (evidence_id, position),
  constraint evidence_claim_evidence_fk foreign key (evidence_id) references evidence (id),
  constraint evidence_claim_once_uq unique nulls not distinct (evidence_id, statistic, group_name),
  constraint evidence_claim_interval_ck check (
    (ci_low is null) = (ci_high is null) and ci_low <= value and value <= ci_high)
);
comment on column evidence_claim.group_name is 'The group that it is of; null where it is of all rows';

grant select, insert on evidence_claim to ${service_role};
grant update (expired_at) on evidence to ${service_role};
