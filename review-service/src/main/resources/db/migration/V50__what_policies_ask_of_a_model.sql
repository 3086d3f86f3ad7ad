-- A policy's requirements may ask for the kind of a model and whether it is federated. Both are in every event of the
-- model; of models that were told before, they are unknown here until the next one or a replay, and a requirement that
-- asks for what is unknown does not pass.
--
-- Locks: access exclusive on model_copy for a moment; no row is written.

alter table model_copy
  add column kind text,
  add column federated boolean;
