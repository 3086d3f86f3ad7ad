-- Whoever downloads a file is asked for more where its bytes are or were in use in the project, under whatever path: rows of an
-- evaluation tell the counts of few people that its figures mask. So uses are looked for by the bytes.
--
-- Locks: share on artifact_use while the index is built. Cost: one index over the uses, one row an evaluation.

create index artifact_use_digest on artifact_use (project_id, digest);
