-- An engineer may propose what two others then agree to, and counts for neither of them. The units of two people are those
-- that they held when they agreed, so each word keeps its own; of words given before it is that of the proposal.
--
-- Locks: access exclusive on proposal_approval for a moment; no row is written.

alter table proposal_approval add column unit text;
comment on column proposal_approval.unit is 'The unit that the person held then, where there was one';
