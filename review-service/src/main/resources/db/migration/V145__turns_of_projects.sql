-- Evaluations, and windows that are counted from files, take turns by project: the one whose last job began longest ago is next, so that
-- nobody who asks for many holds up others. These find that instant for a project that waits.
--
-- Locks: share on evaluation and window_job while the indexes are built. Cost: an index entry for each job that was begun.

create index evaluation_turn_ix on evaluation (project_id, started_at) where started_at is not null;
create index window_job_turn_ix on window_job (project_id, started_at) where started_at is not null;
