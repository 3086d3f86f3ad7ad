-- Which explanation or attack a report is of, and how often that was tried for the version by then: asked whenever facts are
-- read, where the whole content of each report was parsed for it; and a version has one of each only that none supersedes.
--
-- Locks: access exclusive on evidence_report while its rows are written once. Cost: two short columns a row.

alter table evidence_report add column subject text;
alter table evidence_report add column look integer;
update evidence_report x set subject = n.subject, look = n.look
  from (
    select r.evidence_id, s.subject,
           row_number() over (partition by e.version_id, e.kind, s.subject order by e.created_at, e.id) as look
      from evidence_report r
      join evidence e on e.id = r.evidence_id
      cross join lateral (
        select coalesce(cast(r.content as json) ->> 'method', cast(r.content as json) ->> 'attack') as subject) s) n
 where n.evidence_id = x.evidence_id;
alter table evidence_report alter column subject set not null;
alter table evidence_report alter column look set not null;
alter table evidence_report add constraint evidence_report_look_ck check (look > 0);
comment on column evidence_report.subject is 'The method of an explanation, the kind of an attack';
comment on column evidence_report.look is 'Which report of its kind and subject on the version it is, superseded ones counted';
