-- Searches in order of registration within a model, and past versions that are over.
--
-- MLflow's clients do not see versions that are over. The indexes that they search by leave those out now: after many were
-- deleted, a search in order of the last change read through all of them before it came to the first that is shown, and one
-- in order of registration, the first first, through all that were retired since.
--
-- Locks: SHARE on model_version while the indexes are built, ACCESS EXCLUSIVE for a moment while the former ones go. Cost at
-- 10 M versions: a few minutes.

create index model_version_registered_in_model on model_version (project_id, model_id, created_at, id);
create index model_version_open_registered on model_version (project_id, created_at)
  where state not in ('DISCARDED', 'RETIRED');
create index model_version_open_updated on model_version (project_id, updated_at)
  where state not in ('DISCARDED', 'RETIRED');
create index model_version_open_updated_in_model on model_version (project_id, model_id, updated_at)
  where state not in ('DISCARDED', 'RETIRED');
create index model_version_open_updated_in_all on model_version (updated_at)
  where number > 0 and state not in ('DISCARDED', 'RETIRED');
drop index model_version_updated;
drop index model_version_updated_in_model;
drop index model_version_updated_in_all;
comment on index model_version_open_updated is 'For MLflow''s clients, who do not see what is over: as their searches say it, word for word';
