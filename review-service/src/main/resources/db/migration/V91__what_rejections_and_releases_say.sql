-- A rejection names the question of the review's checklist that it is about, and a release may say why it was decided.
--
-- Locks: access exclusive on review_decision and release_decision for a moment; no row is written.

alter table review_decision add column question_id text;
comment on column review_decision.question_id is 'The question of the checklist that a rejection is about; none where the review answers none';

alter table release_decision
  add column note_id uuid,
  add constraint release_decision_note_fk foreign key (note_id) references note (id);
comment on column release_decision.note_id is 'Where the reason of the lead stands, where one was given';
