-- A condition may carry what decides that it is met, in CEL, so that nobody has to confirm it. A release keeps which unit answered
-- for the project then: qualifications of a unit are judged by that, wherever the project goes later.
--
-- Locks: access exclusive on review_condition and release_decision for a moment, no row is rewritten; share on review_condition
-- while the index is built, which holds open conditions with a check only. Releases of before this are judged by the unit of now.

alter table review_condition add column expression text;
comment on column review_condition.expression is 'What decides that it is met, in CEL; none where an assignee confirms that';

create index review_condition_checked_ix on review_condition (id) where state = 'OPEN' and expression is not null;

alter table release_decision add column unit text;
comment on column release_decision.unit is 'The unit that answered for the project when it was decided';
