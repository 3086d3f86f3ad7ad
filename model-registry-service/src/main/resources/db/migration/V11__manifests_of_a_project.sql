-- Which projects sealed a manifest: a comparison of versions reads the files of a manifest only where the versions' own
-- project sealed it.
--
-- Locks: SHARE on artifact_seal while its index is built. Cost: at 10 M seals, about a minute.

create index artifact_seal_manifest on artifact_seal (manifest, project_id);
