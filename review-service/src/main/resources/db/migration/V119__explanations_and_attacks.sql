-- Tables of features and attacks on privacy as evidence: what was given, as canonical JSON, with the figures that Assay
-- computed of it. Both are written once with their record and never change. Outputs of single rows, which a table of features
-- is checked by, are not kept. A monitoring window is another kind that Assay computes.
--
-- Locks: access exclusive on evidence for a moment, to exchange two checks; both read the whole table once, about a second
-- for 10 M records. Cost: one row for each such record, of at most some 100 KB.

alter table evidence drop constraint evidence_kind_ck;
alter table evidence add constraint evidence_kind_ck check (
  kind in ('DOCUMENT', 'GROUP_COUNTS', 'PREDICTIONS', 'CLAIM', 'MONITORING_WINDOW', 'EXPLAINABILITY', 'PRIVACY_ATTACK'));
alter table evidence drop constraint evidence_kind_origin_ck;
alter table evidence add constraint evidence_kind_origin_ck check (
  (kind in ('GROUP_COUNTS', 'PREDICTIONS', 'MONITORING_WINDOW', 'EXPLAINABILITY', 'PRIVACY_ATTACK'))
    = (origin = 'COMPUTED'));

create table evidence_report (
  evidence_id uuid not null,
  content text not null,
  confidence double precision not null,
  definitions text not null,
  report text not null,
  constraint evidence_report_pk primary key (evidence_id),
  constraint evidence_report_evidence_fk foreign key (evidence_id) references evidence (id)
);
comment on column evidence_report.content is 'What was given, as RFC 8785 JSON, without outputs of single rows';
comment on column evidence_report.report is 'JSON: the figures, with the verdicts of checks that ask for no policy';

grant select, insert on evidence_report to ${service_role};
