-- When the tier of a model changes, its rounds that are not released are asked for what the tier now needs: further reviews
-- open, and reviews that need more approvals are in progress again.
--
-- Locks: share on assessment while the index is built. Cost: one index over the rounds that go on.

create index assessment_model_ix on assessment (model_id, id) where state in ('OPEN', 'PASSED', 'LOST');

grant update (approvals_required) on review to ${service_role};
grant update (people_required) on assessment to ${service_role};
