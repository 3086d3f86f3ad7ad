-- A page of a dry run that fails was tried again for ever, ahead of all others. Now a dry run is FAILED after three tries, and
-- those that did not fail go first.
--
-- Locks: access exclusive on policy_dry_run for a moment; there are few rows.

alter table policy_dry_run
  add column failures integer not null default 0,
  drop constraint policy_dry_run_state_ck,
  add constraint policy_dry_run_state_ck check (state in ('RUNNING', 'DONE', 'OUTDATED', 'FAILED'));
drop index policy_dry_run_running_ix;
create index policy_dry_run_running_ix on policy_dry_run (failures, id) where state = 'RUNNING';
comment on column policy_dry_run.failures is 'How often its next page failed; it is given up at the third time';

grant update (failures) on policy_dry_run to ${service_role};
