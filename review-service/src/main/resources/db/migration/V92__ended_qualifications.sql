-- The end of a qualification ends the approvals that rest on it where nothing is released by them; a job finds these.
--
-- Locks: share on review_decision while the index is built, which reads the table once; few of its rows are in it.

create index review_decision_qualification_ix on review_decision (qualification_id)
  where qualification_id is not null and retracted_at is null;
