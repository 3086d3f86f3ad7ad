-- A model names the use cases that it serves, and a policy that asks by tier wants it classified in each of them. They are in
-- every event of the model; of models that were told before, they are unknown here until the next one or a replay, and until
-- then such a model is judged by the use cases that it was classified in, as before.
--
-- Locks: access exclusive on model_copy for a moment; no row is written.

alter table model_copy add column use_case_ids uuid[];
comment on column model_copy.use_case_ids is 'The use cases that the model says it serves; absent where no event told of them yet';
