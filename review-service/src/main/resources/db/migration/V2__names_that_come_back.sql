-- A model of the registry may be renamed, and the name of an archived one may come back as another model, so two copies
-- may hold one name for a while. The registry never gives a number twice under one name, so a name and a number still
-- mean one version; a name alone means the latest model, and ids are in order of time (UUIDv7).
--
-- Locks: access exclusive on model_copy for a moment. Cost: one index build over the models.

alter table model_copy drop constraint model_copy_name_uq;
create index model_copy_name_ix on model_copy (name, id desc);
