-- A file is removed once its stated use is over: how each use ended is kept with it, beside the digest and the size, for good.
--
-- Locks: access exclusive on artifact_use for a moment. Cost: one index over the uses that did not end.

alter table artifact_use add column ended_at timestamptz;
alter table artifact_use add column outcome text;
alter table artifact_use add constraint artifact_use_outcome_known check (outcome in ('ERASED', 'SEALED', 'GONE'));
alter table artifact_use add constraint artifact_use_ended check ((ended_at is null) = (outcome is null));
create index artifact_use_over on artifact_use (keep_until) where ended_at is null;
create index artifact_use_project on artifact_use (project_id, id);
comment on column artifact_use.outcome is 'ERASED: the file was removed; SEALED: a version rests on it, so it stays; GONE: other bytes or none lay there by then';

grant update (ended_at, outcome) on artifact_use to ${service_role};
