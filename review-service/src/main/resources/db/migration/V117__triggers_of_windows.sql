-- Windows fire triggers: drift in several of them in a row, and a claim that fails where the version runs.
--
-- Locks: access exclusive on fired_trigger for a moment; the check reads the whole table once, which has few rows a version.

alter table fired_trigger drop constraint fired_trigger_kind_ck;
alter table fired_trigger add constraint fired_trigger_kind_ck check (kind in ('DATA_WITHDRAWN', 'ANCESTOR_REVOKED',
  'DEPLOYMENT_MISMATCH', 'USE_CASE_CHANGED', 'DRIFT', 'LIVE_CLAIM_FAILED'));
comment on column fired_trigger.cause_id is 'What happened: the data set, the revocation, the deployment, the event of the use case, or the record of the window';
