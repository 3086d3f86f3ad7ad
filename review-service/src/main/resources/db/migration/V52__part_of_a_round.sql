-- Since which round somebody has a part in a version.
--
-- Who submits a version again, such as for a renewal, had no part in what was decided before; the gate goes on as it was.
-- Rows that are there count for every round, as they did.
--
-- Locks: ACCESS EXCLUSIVE on contributor for a moment; a constant default rewrites nothing.

alter table contributor add column round integer not null default 0;
comment on column contributor.round is 'The first round that it counts in: of a submitter the one submitted, of all others 0';
