-- Counts by group as evidence, with the statistics that Assay computed of them. Both are written once with their record
-- and never change; a correction is another record that supersedes it.
--
-- Locks: access exclusive on evidence for a moment, to exchange a check and add one; both read the whole table once,
-- about a second for 10 M records.
-- Cost: of g groups a record has 5g + 2g(g-1) + 9 statistics, with the most groups (50) 5,159.

alter table evidence drop constraint evidence_kind_ck;
alter table evidence add constraint evidence_kind_ck check (kind in ('DOCUMENT', 'GROUP_COUNTS'));
alter table evidence add constraint evidence_kind_origin_ck
  check ((kind = 'GROUP_COUNTS') = (origin = 'COMPUTED'));

create table evidence_group_counts (
  evidence_id uuid not null,
  attribute text not null,
  positive_class text not null,
  favourable_label text not null,
  reference_group text not null,
  confidence double precision not null,
  minimum_rows bigint not null,
  minimum_conditioned bigint not null,
  definitions text not null,
  constraint evidence_group_counts_pk primary key (evidence_id),
  constraint evidence_group_counts_evidence_fk foreign key (evidence_id) references evidence (id)
);
comment on table evidence_group_counts is 'What counts are of, and what their statistics were held to when they were computed';

create table evidence_group (
  evidence_id uuid not null,
  position integer not null,
  name text not null,
  tp bigint not null,
  fp bigint not null,
  tn bigint not null,
  fn bigint not null,
  constraint evidence_group_pk primary key (evidence_id, position),
  constraint evidence_group_name_uq unique (evidence_id, name),
  constraint evidence_group_evidence_fk foreign key (evidence_id) references evidence_group_counts (evidence_id),
  constraint evidence_group_counts_ck check (tp >= 0 and fp >= 0 and tn >= 0 and fn >= 0)
);

create table evidence_statistic (
  evidence_id uuid not null,
  position integer not null,
  statistic text not null,
  group_name text,
  other_group text,
  n bigint not null,
  value double precision,
  ci_low double precision,
  ci_high double precision,
  z double precision,
  p_value double precision,
  p_adjusted double precision,
  reason text,
  at_fault text[] not null,
  constraint evidence_statistic_pk primary key (evidence_id, position),
  constraint evidence_statistic_evidence_fk foreign key (evidence_id) references evidence_group_counts (evidence_id),
  constraint evidence_statistic_value_ck check (value is not null or reason is not null),
  constraint evidence_statistic_interval_ck check ((ci_low is null) = (ci_high is null)),
  constraint evidence_statistic_scope_ck check (group_name is not null or other_group is null)
);
comment on column evidence_statistic.group_name is 'The group, or the first of a pair; null where it is about the whole attribute';
comment on column evidence_statistic.reason is 'Why there is no value, or of a difference no test';

grant select, insert on evidence_group_counts, evidence_group, evidence_statistic to ${service_role};
