-- A policy may ask for more by the tier of a model, so a round keeps the classification it was opened under: a failed
-- round may be repeated once that is another one.
--
-- Locks: access exclusive on assessment for a moment; no row is written.

alter table assessment add column classification_id uuid;
comment on column assessment.classification_id is 'The classification that counted for the model when the round opened';
