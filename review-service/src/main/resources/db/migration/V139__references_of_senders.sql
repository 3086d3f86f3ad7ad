-- What a feature of a monitoring window is compared with is fixed for the account that sends windows, and no longer for everybody:
-- whoever came first could shut others out. Whoever kept to what another's window fixed goes on to be held to it, from the first
-- window of theirs that did.
--
-- Locks: none but on new rows. Cost: reads the report of every window once, about 10 ms a megabyte.

insert into monitoring_reference (evidence_id, feature, version_id, environment, digest)
select distinct on (e.created_by, r.evidence_id, r.feature) w.evidence_id, r.feature, r.version_id, r.environment, r.digest
  from monitoring_window w
  join evidence e on e.id = w.evidence_id
 cross join lateral jsonb_array_elements(w.report::jsonb -> 'features') f
  join monitoring_reference r on r.evidence_id = (f ->> 'reference')::uuid and r.feature = f ->> 'name'
  join evidence first on first.id = r.evidence_id
 where first.created_by <> e.created_by
 order by e.created_by, r.evidence_id, r.feature, e.created_at, w.evidence_id;
comment on column monitoring_reference.evidence_id is 'The window that fixed it, for whoever sent that';
