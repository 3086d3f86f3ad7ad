-- The same file by the same plan is evaluated again where the record of it was superseded: the champion that it was compared
-- with may be the champion again. How often it was before keeps that once for each time.
--
-- Locks: access exclusive on evaluation while the index is made, below a second for 100,000 rows; at most 100 a version.

alter table evaluation add column again integer not null default 0;
alter table evaluation add constraint evaluation_again_ck check (again >= 0);
drop index evaluation_digest_uq;
create unique index evaluation_digest_uq on evaluation (version_id, digest, again)
  where state in ('QUEUED', 'RUNNING', 'DONE');
comment on column evaluation.again is 'How many of the same digest were done before, whose records are superseded';
