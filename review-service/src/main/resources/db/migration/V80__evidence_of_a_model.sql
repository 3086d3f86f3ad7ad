-- An answer of a classification that lifts a floor names the digest of what it rests on, and that is looked for among the
-- evidence of the model's versions.
--
-- Locks: share on evidence while the index is built, so that nothing is added meanwhile. Cost: one index build over it.

create index evidence_model_ix on evidence (model_id, digest);
