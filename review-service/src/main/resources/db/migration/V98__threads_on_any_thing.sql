-- Not reviews alone are discussed: the comments on reviews become comments on any thing, by what it is and its id.
--
-- Locks: access exclusive on review_comment, which is renamed; no row is rewritten. A copy of the service from before this does
-- not find its comments while both run. That the thing exists is seen to by the service: one foreign key cannot name them all.

alter table review_comment rename to thread_comment;
alter table thread_comment rename column review_id to item_id;
alter table thread_comment rename constraint review_comment_pk to thread_comment_pk;
alter table thread_comment rename constraint review_comment_note_fk to thread_comment_note_fk;
alter table thread_comment drop constraint review_comment_review_fk;
alter index review_comment_review_ix rename to thread_comment_item_ix;

alter table thread_comment
  add column kind text not null default 'REVIEW',
  add column question_id text,
  add constraint thread_comment_kind_ck check (kind in ('REVIEW', 'QUESTION', 'FINDING', 'CONDITION', 'EVIDENCE', 'PROPOSAL',
    'OVERRIDE')) not valid,
  add constraint thread_comment_question_ck check ((kind = 'QUESTION') = (question_id is not null)) not valid;
alter table thread_comment alter column kind drop default;
comment on table thread_comment is 'What people say of a thing; insert-only, the text stands in note';
comment on column thread_comment.item_id is 'The thing; of a question the review whose checklist asks it';
