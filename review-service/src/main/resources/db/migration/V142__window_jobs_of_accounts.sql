-- Windows that are counted from files are bounded by account, and those that came to nothing are looked for: an index by version of
-- what is no record of evidence, or not yet.
--
-- Locks: share on window_job while the index is built. Cost: an index entry for each window that waits, failed or was cancelled.

create index window_job_version_ix on window_job (version_id, id) where state <> 'DONE';
